package io.torii.balancer;

import io.torii.config.StickyConfig;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route in a request's session id: in the URL first, else in a cookie. Names are
 * case-sensitive. With a separator the route is what stands behind its first occurrence ({@code
 * abc.def.n1} is routed to {@code def.n1}, as in httpd); without one the whole value is the route.
 */
final class SessionRoutes {

  private final StickyConfig config;

  SessionRoutes(StickyConfig config) {
    this.config = config;
  }

  /**
   * The route that a request asks for. A value in the URL without a route hides the cookie's.
   *
   * @param target path and query
   */
  Optional<SessionRoute> find(String target, List<String> cookies) {
    String value = parameter(target);
    if (value != null) {
      return route(config.parameter(), value);
    }
    for (String field : cookies) {
      value = cookie(field);
      if (value != null) {
        return route(config.cookie(), value);
      }
    }
    return Optional.empty();
  }

  private Optional<SessionRoute> route(String name, String value) {
    String route = config.route(value);
    return route.isEmpty()
        ? Optional.empty()
        : Optional.of(new SessionRoute(name, route, value.hashCode()));
  }

  /**
   * The first value of the parameter that is not empty, in the path ({@code ;name=}) or the query.
   * httpd also finds {@code sid=} inside {@code xsid=}; here a name starts where a name can.
   */
  private @Nullable String parameter(String target) {
    String name = config.parameter();
    int at = target.indexOf(name);
    while (at >= 0) {
      int equals = at + name.length();
      boolean whole = at == 0 || ";?&/".indexOf(target.charAt(at - 1)) >= 0;
      if (whole && equals < target.length() && target.charAt(equals) == '=') {
        int end = equals + 1;
        while (end < target.length() && !endsParameter(target.charAt(end))) {
          end++;
        }
        if (end > equals + 1) {
          return target.substring(equals + 1, end);
        }
      }
      at = target.indexOf(name, at + 1);
    }
    return null;
  }

  private boolean endsParameter(char c) {
    return c == '?' || c == '&' || (c == ';' && config.semicolonDelimits());
  }

  /** The first value of the cookie that is not empty. */
  private @Nullable String cookie(String field) {
    String name = config.cookie();
    int at = field.indexOf(name);
    while (at >= 0) {
      boolean whole = at == 0 || ";, \t".indexOf(field.charAt(at - 1)) >= 0;
      int equals = at + name.length();
      while (equals < field.length() && isBlank(field.charAt(equals))) {
        equals++;
      }
      if (whole && equals < field.length() && field.charAt(equals) == '=') {
        int end = equals + 1;
        while (end < field.length() && field.charAt(end) != ';' && field.charAt(end) != ',') {
          end++;
        }
        String value = field.substring(equals + 1, end).stripTrailing();
        if (!value.isEmpty()) {
          return value;
        }
      }
      at = field.indexOf(name, at + 1);
    }
    return null;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
