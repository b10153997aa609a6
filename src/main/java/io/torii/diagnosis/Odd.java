package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.StickyConfig;
import io.torii.exchange.Completed;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is odd about one request that a member has answered, as the client got the response. */
final class Odd {

  private final Completed completed;
  private final Request request;
  private final Balancer balancer;
  private final Member member;
  private final MemberTraffic traffic;
  private final long now;

  Odd(Completed completed, Balancer balancer, Member member, MemberTraffic traffic, long now) {
    this.completed = completed;
    this.request = completed.request();
    this.balancer = balancer;
    this.member = member;
    this.traffic = traffic;
    this.now = now;
  }

  void look() {
    Headers headers = completed.responseHeaders();
    Optional<StickyConfig> sticky = balancer.config().sticky();
    if (sticky.isPresent()) {
      session(sticky.get());
    }
    String location = headers.get("Location");
    if (location != null) {
      location(location);
    }
    if (headers.contains("Set-Cookie")) {
      for (String value : headers.all("Set-Cookie")) {
        cookie(new CookieText(value), sticky.orElse(null));
      }
    }
  }

  /** Where the session that it came with went. */
  private void session(StickyConfig sticky) {
    String route = request.env().get("BALANCER_SESSION_ROUTE");
    String own = member.settings().route();
    if (route == null) {
      if (carries(sticky.cookie())) {
        String separator = sticky.separator().map(String::valueOf).orElse("");
        traffic.count(
            Sign.NO_ROUTE,
            now,
            () -> "a cookie " + sticky.cookie() + " without \"" + separator + "ROUTE\" at its end");
      }
    } else if (route.equals(own)) {
      traffic.count(Sign.ROUTED, now);
    } else if (balancer.members().stream().anyMatch(m -> m.settings().route().equals(route))) {
      traffic.count(Sign.MOVED, now, () -> "a session of route " + route + " at " + own);
    } else {
      traffic.count(Sign.UNKNOWN_ROUTE, now, () -> "a session with " + shown(route, sticky));
    }
  }

  private boolean carries(String cookie) {
    for (String field : request.headers().all("Cookie")) {
      int at = field.indexOf(cookie + "=");
      if (at == 0 || (at > 0 && " ;".indexOf(field.charAt(at - 1)) >= 0)) {
        return true;
      }
    }
    return false;
  }

  private void location(String location) {
    String authority = SelfReference.authority(location);
    if (authority.isEmpty()) {
      return;
    }
    Supplier<String> text =
        () -> path(request) + " answered Location: " + location.replaceFirst("\\?.*", "?...");
    boolean ours = authority.replaceFirst(":80$", "").equals(host().replaceFirst(":443$", ""));
    if (ours) {
      if (SelfReference.scheme(location).equals("http") && secure()) {
        traffic.count(Sign.PLAIN_LOCATION, now, text);
      }
    } else if (SelfReference.names(location, member)) {
      traffic.count(Sign.ESCAPED_LOCATION, now, text);
    }
  }

  private void cookie(CookieText cookie, @Nullable StickyConfig sticky) {
    if (cookie.takenBack()) {
      return; // a logout's has neither route nor future
    }
    Supplier<String> text = () -> path(request) + " answered Set-Cookie: " + cookie.shown();
    if (sticky != null && cookie.name().equals(sticky.cookie()) && !cookie.value().isEmpty()) {
      traffic.count(Sign.SESSION_SET, now);
      String route = sticky.route(cookie.value());
      if (!route.equals(member.settings().route())) {
        traffic.count(
            Sign.OTHER_ROUTE_SET, now, () -> text.get() + " with " + shown(route, sticky));
      }
    }
    String host = host().replaceFirst(":[0-9]+$", "");
    if (!cookie.isFor(host) && !strange(host)) {
      traffic.count(Sign.COOKIE_DOMAIN, now, () -> text.get() + " for " + host);
    }
    if (!cookie.covers(request.rawPath()) && cookie.covers(target())) {
      traffic.count(Sign.COOKIE_PATH, now, text);
    }
    if (cookie.secure() && !secure() && !local(host) && !securedBefore()) {
      traffic.count(Sign.COOKIE_SECURE, now, text);
    } else if (!cookie.secure() && secure()) {
      traffic.count(Sign.COOKIE_NOT_SECURE, now, text);
    }
  }

  /** The path that the member was asked for. */
  private String target() {
    String target = completed.decision() instanceof Decision.Forward to ? to.target() : "";
    int query = target.indexOf('?');
    return member.url().path() + (query < 0 ? target : target.substring(0, query));
  }

  private boolean secure() {
    return request.connection().scheme().equals("https");
  }

  /** Whether somebody in front of us has taken TLS off, by what he says. */
  private boolean securedBefore() {
    return "https".equalsIgnoreCase(request.headers().get("X-Forwarded-Proto"))
        || request.headers().joined("Forwarded").orElse("").matches("(?i).*proto=\"?https.*");
  }

  /** Whether a host is an address, as scanners ask for it: no cookie's Domain has one in it. */
  private static boolean strange(String host) {
    return host.isEmpty() || host.startsWith("[") || host.matches("[0-9.]+");
  }

  /** The client's Host, in lower case. */
  private String host() {
    String host = request.headers().get("Host");
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }

  /** Browsers take these for as safe as https. */
  private static boolean local(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.startsWith("127.")
        || host.equals("[::1]");
  }

  /**
   * A route as it is shown. Only what stands behind the last separator can be one: in front of it,
   * or without one, it may be a part of somebody's session id.
   */
  private static String shown(String route, StickyConfig sticky) {
    if (route.isEmpty()) {
      return "no route";
    }
    if (sticky.separator().isEmpty()) {
      return "a value that is no member's route";
    }
    int last = route.lastIndexOf(sticky.separator().get());
    String printable = route.substring(last + 1).replaceAll("[^\\x20-\\x7e]", "?");
    String end = printable.length() > 40 ? printable.substring(0, 40) + "..." : printable;
    return last < 0
        ? "the route " + end
        : "the route ..." + sticky.separator().get() + end + ", behind the first separator";
  }

  /** {@code GET /app}, without the query, which may be nobody's business. */
  static String path(Request request) {
    String path = request.rawPath();
    return request.method() + " " + (path.length() > 80 ? path.substring(0, 80) + "..." : path);
  }
}
