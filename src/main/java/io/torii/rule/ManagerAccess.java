package io.torii.rule;

import io.torii.config.Section;
import io.torii.config.Section.Match;
import io.torii.http.Headers;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The balancer-manager's place, and who may see it where nobody has said so. */
final class ManagerAccess {

  private static final Set<String> FORWARDING = Set.of("forwarded", "via", "x-real-ip");

  private ManagerAccess() {}

  /** The path in front of the manager's own URLs, without a slash at its end. */
  static String prefix(@Nullable Section section, String path) {
    String found = "";
    if (section != null) {
      Match match = section.match();
      if (match instanceof Match.Prefix literal) {
        found = literal.text();
      } else if (match instanceof Match.Regex regex) {
        Matcher matcher = PathSearch.find(regex.pattern(), path);
        found = matcher != null && matcher.start() == 0 ? matcher.group() : path;
      } else {
        found = path;
      }
    }
    int end = found.length();
    while (end > 0 && found.charAt(end - 1) == '/') {
      end--;
    }
    return found.substring(0, end);
  }

  /**
   * Where no Require is written: the machine's own users alone. The peer and the Host must be
   * loopback, so that neither another machine nor a page in a local browser that was led here by
   * DNS gets in, and nothing may say that a proxy stands in between.
   *
   * @return why not, null if it is the machine itself
   */
  static @Nullable String refusal(Request request) {
    if (!request.connection().peer().getAddress().isLoopbackAddress()) {
      return "the connection comes from another machine";
    }
    // RemoteIPHeader may have taken the field away that says so: what it named counts as well.
    if (!request.client().isLoopbackAddress()) {
      return "the client is another machine, behind a proxy on this one";
    }
    if (!SelfUrl.authority(request).loopback()) {
      return "the Host is not a loopback address";
    }
    for (Headers.Field field : request.headers()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (name.startsWith("x-forwarded-") || FORWARDING.contains(name)) {
        return "the request has passed a proxy (" + field.name() + ")";
      }
    }
    return null;
  }
}
