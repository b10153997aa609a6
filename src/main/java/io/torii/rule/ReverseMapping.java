package io.torii.rule;

import io.torii.config.MemberUrl;
import io.torii.config.RequestSettings;
import io.torii.config.ReverseRule;
import io.torii.config.ReverseRule.Kind;
import io.torii.config.VirtualHost;
import io.torii.http.Headers;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites what a backend says about its own addresses: ProxyPassReverse for {@code Location},
 * {@code Content-Location}, {@code URI} and {@code Destination}, ProxyPassReverseCookieDomain and
 * ProxyPassReverseCookiePath for {@code Set-Cookie}. For each field the first rule that hits
 * counts.
 */
public final class ReverseMapping {

  private static final String BALANCER = "balancer://";
  private static final List<String> FIELDS =
      List.of("Location", "Content-Location", "URI", "Destination");

  private final Members members;

  /** Finds the members of a balancer by its name, in lower case, as a virtual host knows it. */
  @FunctionalInterface
  public interface Members {

    /** Their URLs as they are now; empty for a balancer that does not exist. */
    List<MemberUrl> of(VirtualHost host, String name);
  }

  public ReverseMapping(Members members) {
    this.members = members;
  }

  /** Rewrites the fields of a response in place. */
  public void apply(Request request, RequestSettings settings, Headers response) {
    List<ReverseRule> rules = settings.reverse();
    if (rules.isEmpty()) {
      return;
    }
    boolean interpolate = settings.interpolatesEnv();
    for (int i = 0; i < FIELDS.size(); i++) {
      if (response.contains(FIELDS.get(i))) {
        response.edit(FIELDS.get(i), value -> location(value, rules, request, interpolate));
      }
    }
    if (response.contains("Set-Cookie")) {
      response.edit(
          "Set-Cookie",
          value -> {
            String path = cookie(value, "path=", Kind.COOKIE_PATH, rules, request, interpolate);
            return cookie(path, "domain=", Kind.COOKIE_DOMAIN, rules, request, interpolate);
          });
    }
  }

  private String location(
      String value, List<ReverseRule> rules, Request request, boolean interpolate) {
    for (ReverseRule rule : rules) {
      if (rule.kind() == Kind.LOCATION) {
        String from = text(rule.from(), rule, request, interpolate);
        String to = text(rule.to(), rule, request, interpolate);
        String mapped =
            from.startsWith(BALANCER) ? ofBalancer(value, from, to, request.host()) : null;
        if (mapped == null) {
          mapped = ofText(value, from, to);
        }
        if (mapped != null) {
          return SelfUrl.absolute(request, mapped);
        }
      }
    }
    return value;
  }

  /** Every member's URL is tried, since a backend may well name another than itself. */
  private @Nullable String ofBalancer(String value, String from, String to, VirtualHost host) {
    int slash = from.indexOf('/', BALANCER.length());
    String name = from.substring(BALANCER.length(), slash < 0 ? from.length() : slash);
    String sub = slash < 0 || slash == from.length() - 1 ? "" : from.substring(slash);
    for (MemberUrl member : members.of(host, name.toLowerCase(Locale.ROOT))) {
      String url = written(member);
      if (!sub.isEmpty() && url.endsWith("/")) {
        url = url.substring(0, url.length() - 1);
      }
      if (startsWith(value, url) && value.startsWith(sub, url.length())) {
        String rest = value.substring(url.length() + sub.length());
        boolean doubled = sub.isEmpty() && to.equals("/") && rest.startsWith("/");
        return doubled ? rest : to + rest;
      }
    }
    return null;
  }

  /** What the backend behind a member calls itself: it knows nothing of ws. */
  private static String written(MemberUrl member) {
    String url = member.toString();
    return member.scheme().startsWith("ws") ? "http" + url.substring(2) : url;
  }

  private static @Nullable String ofText(String value, String from, String to) {
    String part = value;
    int authority = value.indexOf("://");
    if (from.startsWith("/") && authority >= 0) {
      int path = value.indexOf('/', authority + 3);
      part = path < 0 ? value : value.substring(path);
    }
    return !from.isEmpty() && startsWith(part, from) ? to + part.substring(from.length()) : null;
  }

  /**
   * Whether {@code value} starts with {@code prefix}, whatever the case. A prefix that ends in its
   * authority takes no longer authority: 10.0.0.1 is not the start of 10.0.0.10, though httpd
   * thinks so and then writes a Location that leads nowhere.
   */
  private static boolean startsWith(String value, String prefix) {
    if (!value.regionMatches(true, 0, prefix, 0, prefix.length())) {
      return false;
    }
    int authority = prefix.indexOf("://");
    if (authority < 0
        || prefix.indexOf('/', authority + 3) >= 0
        || value.length() == prefix.length()) {
      return true;
    }
    return "/?#".indexOf(value.charAt(prefix.length())) >= 0;
  }

  /** The last attribute of that name; a hit replaces its whole value, and nothing else. */
  private static String cookie(
      String value,
      String attribute,
      Kind kind,
      List<ReverseRule> rules,
      Request request,
      boolean interpolate) {
    int start = -1;
    for (int semicolon = value.indexOf(';'); semicolon >= 0; ) {
      int at = semicolon + 1;
      while (at < value.length() && (value.charAt(at) == ' ' || value.charAt(at) == '\t')) {
        at++;
      }
      if (value.regionMatches(true, at, attribute, 0, attribute.length())) {
        start = at + attribute.length();
      }
      semicolon = value.indexOf(';', at);
    }
    if (start < 0) {
      return value;
    }
    int semicolon = value.indexOf(';', start);
    int end = semicolon < 0 ? value.length() : semicolon;
    String found = value.substring(start, end);
    for (ReverseRule rule : rules) {
      if (rule.kind() == kind) {
        String from = text(rule.from(), rule, request, interpolate);
        if (found.regionMatches(kind == Kind.COOKIE_DOMAIN, 0, from, 0, from.length())) {
          String to = text(rule.to(), rule, request, interpolate);
          return value.substring(0, start) + to + value.substring(end);
        }
      }
    }
    return value;
  }

  private static String text(String text, ReverseRule rule, Request request, boolean interpolate) {
    return interpolate && rule.interpolate() ? Substitution.variables(text, request.env()) : text;
  }
}
