package io.torii.manager;

import io.torii.config.BalancerConfig;
import io.torii.config.InvalidValueException;
import io.torii.config.MemberConfig;
import io.torii.config.ProxyConfig;
import io.torii.config.members.MemberUrlParser;
import io.torii.rule.Request;
import io.torii.rule.condition.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a request to httpd's balancer-manager can name, and whether it comes from its own pages. */
final class ClassicSite {

  private ClassicSite() {}

  /**
   * Whether it says by its Referer that it comes from a page of this host, as httpd wants it, and
   * no browser says otherwise. A port is not looked at, as in httpd: the nonce is.
   */
  static boolean isOwn(HttpServletRequest in, Request request) {
    String site = in.getHeader("Sec-Fetch-Site");
    boolean same = site == null || site.equals("same-origin") || site.equals("none");
    String host = host(in.getHeader("Referer"));
    String own = new RequestContext(request).variable("SERVER_NAME");
    return same && host != null && own != null && host.equalsIgnoreCase(bare(own));
  }

  private static @Nullable String host(@Nullable String url) {
    if (url == null) {
      return null;
    }
    try {
      String authority = new URI(url).getRawAuthority();
      return authority == null
          ? null
          : bare(authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d*$", ""));
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** The balancers of the request's server: its own, and those of the main server beside them. */
  static List<BalancerConfig> balancers(ProxyConfig config, Request request) {
    List<BalancerConfig> found = new ArrayList<>();
    Stream.of(request.host().id(), config.main().id())
        .distinct()
        .flatMap(server -> config.balancers().values().stream().filter(b -> b.isOf(server)))
        .filter(b -> !b.plain())
        .filter(b -> found.stream().noneMatch(other -> other.name().equals(b.name())))
        .forEach(found::add);
    return found;
  }

  /** The one that {@code b} names. */
  static Optional<BalancerConfig> balancer(
      ProxyConfig config, Request request, ClassicParameters parameters) {
    return parameters
        .get("b")
        .flatMap(
            name ->
                balancers(config, request).stream()
                    .filter(b -> b.name().equalsIgnoreCase(name))
                    .findFirst());
  }

  /** The member that a URL names, however that is written. */
  static Optional<MemberConfig> member(BalancerConfig balancer, String url) {
    Optional<String> canonical = canonical(url);
    return balancer.members().stream()
        .filter(m -> canonical.filter(m.url().toString()::equals).isPresent())
        .findFirst();
  }

  /** A member's URL as it is named everywhere; empty if it cannot be one. */
  static Optional<String> canonical(String url) {
    try {
      return Optional.of(MemberUrlParser.parse(url).toString());
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }
}
