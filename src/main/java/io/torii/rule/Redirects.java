package io.torii.rule;

import io.torii.config.RedirectRule;
import io.torii.config.RequestSettings;
import io.torii.http.Headers;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Redirect and RedirectMatch (mod_alias). */
final class Redirects {

  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

  private Redirects() {}

  /**
   * The answer of the first rule that takes the request's path, or null. The query is appended
   * unless the target brings one of its own.
   */
  static @Nullable Decision decide(
      List<RedirectRule> rules, Request request, RequestSettings settings, Trail trail) {
    for (RedirectRule rule : rules) {
      String location = location(rule, request);
      if (location != null) {
        if (trail.listens()) {
          trail.add("redirect", rule.origin() + ": " + rule.status() + ' ' + location);
        }
        return answer(rule, location, request, settings);
      }
    }
    return null;
  }

  private static @Nullable String location(RedirectRule rule, Request request) {
    String path = request.path();
    Pattern pattern = rule.pattern();
    String prefix = rule.prefix();
    String configured = Bytes.of(rule.target());
    String target;
    if (pattern != null) {
      Matcher matcher = PathSearch.find(pattern, path);
      if (matcher == null) {
        return null;
      }
      target = escape(Substitution.groups(configured, matcher, UnaryOperator.identity()));
    } else if (prefix != null) {
      int length = PathPrefix.length(path, Bytes.of(prefix));
      if (length == 0) {
        return null;
      }
      target = ascii(configured) + OutgoingPath.encodeRedirect(path.substring(length));
    } else {
      // "Redirect 301 http://other/" in a Location: all of it goes to that one place.
      target = ascii(configured);
    }
    boolean append = request.query() != null && target.indexOf('?') < 0;
    return append ? target + '?' + request.query() : target;
  }

  /**
   * The path of a substituted target is encoded, its query is not, but for what no field may hold.
   */
  private static String escape(String found) {
    int authority = found.indexOf("://");
    int start = authority < 0 ? 0 : found.indexOf('/', authority + 3);
    if (start < 0) {
      return printable(found);
    }
    int end = start;
    while (end < found.length() && found.charAt(end) != '?' && found.charAt(end) != '#') {
      end++;
    }
    return printable(found.substring(0, start))
        + OutgoingPath.encodeRedirect(found.substring(start, end))
        + printable(found.substring(end));
  }

  /** Not every container can write another byte into a field. */
  private static String ascii(String text) {
    return text.chars().allMatch(c -> c <= 0x7F) ? text : printable(text);
  }

  /** A line break in a Location would let a client write our header fields. */
  static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7F) {
        OutgoingPath.escape(out, text, i);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static Decision answer(
      RedirectRule rule, String location, Request request, RequestSettings settings) {
    if (rule.status() < 300 || rule.status() > 399) {
      return new Decision.Answer(
          settings,
          rule.status(),
          "",
          "a Redirect answers " + rule.status() + " here",
          Decision.EXPLAIN,
          new Headers());
    }
    String absolute = SelfUrl.absolute(request, location);
    if (!SCHEME.matcher(absolute).matches()) {
      return new Decision.Answer(
          settings,
          500,
          "AH00674",
          "a Redirect leads to what is neither a URL nor a path",
          Decision.EXPLAIN,
          new Headers());
    }
    return new Decision.Redirect(settings, rule.status(), absolute);
  }
}
