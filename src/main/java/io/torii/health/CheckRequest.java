package io.torii.health;

import io.torii.config.HealthCheckConfig;
import io.torii.config.HealthCheckConfig.Method;
import io.torii.config.MemberUrl;

/**
 * The request of a check as it goes on the wire: a request line and Host.
 *
 * @param method {@code OPTIONS}, {@code HEAD} or {@code GET}
 * @param target origin form, or {@code *} for OPTIONS
 * @param version {@code 1.0} or {@code 1.1}
 * @param host {@code host:port}, the port always written as httpd does
 */
record CheckRequest(String method, String target, String version, String host) {

  /** The request that a check asks for; not to be called for TCP. */
  static CheckRequest of(MemberUrl url, HealthCheckConfig check) {
    String name = check.method().name();
    boolean newer = name.endsWith("11");
    String method = newer ? name.substring(0, name.length() - 2) : name;
    String host = url.host().indexOf(':') >= 0 ? "[" + url.host() + "]" : url.host();
    return new CheckRequest(
        method, target(url, check), newer ? "1.1" : "1.0", host + ":" + url.port());
  }

  /** The member's path and hcuri with one slash between them; httpd would write two, or none. */
  private static String target(MemberUrl url, HealthCheckConfig check) {
    if (check.method() == Method.OPTIONS || check.method() == Method.OPTIONS11) {
      return "*";
    }
    String path = url.path();
    String uri = check.uri();
    if (uri.isEmpty()) {
      return path.isEmpty() ? "/" : path;
    }
    String front = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return uri.startsWith("/") ? front + uri : front + "/" + uri;
  }

  boolean hasBody() {
    return method.equals("GET");
  }

  /** The bytes of the request in ISO 8859-1. */
  String text() {
    return method + " " + target + " HTTP/" + version + "\r\nHost: " + host + "\r\n\r\n";
  }
}
