package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.MemberUrl;
import io.torii.config.ReverseRule;
import io.torii.config.ReverseRule.Kind;
import io.torii.config.Section;
import java.util.Locale;
import java.util.stream.Stream;

/** An absolute URL in which a member names itself, as in a Location. */
final class SelfReference {

  private static final String BALANCER = "balancer://";

  private SelfReference() {}

  /** Whether a URL leads to the member rather than to us. */
  static boolean names(String url, Member member) {
    return authority(url).equals(member.url().authority().toLowerCase(Locale.ROOT))
        || authority(url).equals(place(member.url()).toLowerCase(Locale.ROOT));
  }

  /** Host and port, both in any case; brackets for IPv6. */
  static String place(MemberUrl url) {
    String host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
    return host + ":" + url.port();
  }

  /** Scheme in lower case; empty for a URL without one. */
  static String scheme(String url) {
    int end = url.indexOf("://");
    return end < 0 ? "" : url.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** What stands between the slashes of an absolute URL, in lower case; empty for a path. */
  static String authority(String url) {
    int start = url.indexOf("://");
    if (start < 0) {
      return "";
    }
    int end = start + 3;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return url.substring(start + 3, end).toLowerCase(Locale.ROOT);
  }

  /** Whether some ProxyPassReverse of the place rewrites that URL. */
  static boolean rewritten(String url, Balancer balancer, Passing passing) {
    Stream<ReverseRule> inSections =
        passing.host().locations().stream()
            .map(Section::settings)
            .flatMap(s -> s.reverse().stream());
    return Stream.concat(passing.settings().reverse().stream(), inSections)
        .filter(rule -> rule.kind() == Kind.LOCATION)
        .anyMatch(rule -> rule.interpolate() || rewrites(rule.from(), url, balancer));
  }

  private static boolean rewrites(String from, String url, Balancer balancer) {
    if (from.startsWith(BALANCER)) {
      String rest = from.substring(BALANCER.length()).toLowerCase(Locale.ROOT);
      int slash = rest.indexOf('/');
      String name = slash < 0 ? rest : rest.substring(0, slash);
      return name.equals(balancer.config().name());
    }
    if (from.startsWith("/")) {
      int path = url.indexOf('/', url.indexOf("://") + 3);
      return path >= 0 && url.startsWith(from, path);
    }
    return url.regionMatches(true, 0, from, 0, from.length());
  }
}
