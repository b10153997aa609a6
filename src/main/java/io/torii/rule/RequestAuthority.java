package io.torii.rule;

import io.torii.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request is for: the authority of an absolute-form target (RFC 9112 §3.2.2), else the Host
 * field.
 *
 * @param authority {@link Authority#NONE} if the request names nobody or is malformed
 * @param fault what is wrong with it, one sentence; null if nothing is
 */
record RequestAuthority(Authority authority, @Nullable String fault) {

  private static final String HOST = "Host";

  static RequestAuthority of(String target, String protocol, Headers headers) {
    String host = null;
    for (Headers.Field field : headers) {
      if (field.name().equalsIgnoreCase(HOST)) {
        if (host != null) {
          return bad("there is more than one Host field");
        }
        host = field.value();
      }
    }
    boolean optional = protocol.equals("HTTP/1.0") || protocol.equals("HTTP/0.9");
    if (host == null || host.isBlank()) {
      if (!optional) {
        return bad(host == null ? "there is no Host field" : "the Host field is empty");
      }
      host = "";
    }
    Authority named = host.isEmpty() ? Authority.NONE : Authority.parse(host.strip());
    if (named == null) {
      return bad("the Host field is malformed");
    }
    return target.startsWith("/") || target.equals("*") || target.isEmpty()
        ? new RequestAuthority(named, null)
        : absolute(target, named);
  }

  /** The target is not used as a proxy's target, only its authority counts. */
  private static RequestAuthority absolute(String target, Authority named) {
    int colon = target.indexOf("://");
    if (colon < 0) {
      // authority-form, which only CONNECT has; or nonsense, which the path check refuses.
      return new RequestAuthority(named, null);
    }
    String scheme = target.substring(0, colon);
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      return bad("the request target has another scheme than http and https");
    }
    int end = colon + 3;
    while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
      end++;
    }
    if (end < target.length() && target.charAt(end) != '/') {
      return bad("the request target has no path"); // servers differ in what they take for it
    }
    Authority authority = Authority.parse(target.substring(colon + 3, end));
    return authority == null
        ? bad("the authority of the request target is malformed")
        : new RequestAuthority(authority, null);
  }

  private static RequestAuthority bad(String fault) {
    return new RequestAuthority(Authority.NONE, fault);
  }
}
