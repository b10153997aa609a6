package io.torii.config.members;

import io.torii.config.InvalidValueException;
import java.util.Locale;

/**
 * {@code balancer://name/path}.
 *
 * @param name in lower case, as httpd has it
 * @param path empty, or what follows the name, starting with a slash
 */
record BalancerUrl(String name, String path) {

  private static final String SCHEME = "balancer://";

  /** httpd's own limit. */
  private static final int MAX_NAME = 95;

  static boolean is(String url) {
    return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * Takes a balancer's URL apart.
   *
   * @throws InvalidValueException if there is no usable name in it
   */
  static BalancerUrl parse(String url) throws InvalidValueException {
    String rest = url.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    String name = (slash < 0 ? rest : rest.substring(0, slash)).toLowerCase(Locale.ROOT);
    String path = slash < 0 ? "" : rest.substring(slash);
    if (name.isEmpty()) {
      throw new InvalidValueException(url + ": the balancer's name is missing.");
    }
    if (name.length() > MAX_NAME) {
      throw new InvalidValueException(
          url + ": a balancer's name has at most " + MAX_NAME + " characters.");
    }
    if (name.indexOf('?') >= 0 || path.indexOf('?') >= 0) {
      throw new InvalidValueException(
          url + ": a query cannot be part of the URL, the request's own is passed on.");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 0x7f || "$@#\\\"'{}".indexOf(c) >= 0) {
        throw new InvalidValueException(url + ": \"" + c + "\" cannot stand in a balancer's name.");
      }
    }
    return new BalancerUrl(name, path);
  }

  /** Without the path. */
  static String of(String name) {
    return SCHEME + name;
  }
}
