package io.torii.config.members;

import io.torii.config.InvalidValueException;
import io.torii.config.MemberUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the URL of a member into its canonical form. */
public final class MemberUrlParser {

  /** The longest host name, as in httpd. */
  static final int MAX_HOST = 255;

  private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss");

  /** What to write instead of a scheme that httpd knows and we do not speak. */
  private static final Map<String, String> WAY_OUT =
      Map.of(
          "ajp",
          "AJP is not spoken, use the HTTP connector of the same server instead"
              + " (http://HOST:8080 unless it was changed, in Tomcat and in WildFly)",
          "fcgi",
          "FastCGI is not spoken, put an HTTP server in front of the application"
              + " and name it with http://HOST:PORT",
          "scgi",
          "SCGI is not spoken, let the application serve HTTP and name it with http://HOST:PORT",
          "uwsgi",
          "the uwsgi protocol is not spoken, start uWSGI with --http-socket :PORT"
              + " and name it with http://HOST:PORT",
          "h2",
          "members are spoken to in HTTP/1.1, write https://",
          "h2c",
          "members are spoken to in HTTP/1.1, write http://",
          "balancer",
          "a balancer cannot be a member of another one");

  private MemberUrlParser() {}

  /**
   * Reads an absolute URL of an HTTP server: scheme and host in lower case, the default port left
   * out, the path as written.
   *
   * @throws InvalidValueException if it is no URL that requests can be sent to; the message names
   *     the URL and says what to write instead
   */
  public static MemberUrl parse(String text) throws InvalidValueException {
    String scheme = scheme(text);
    String rest = text.substring(scheme.length() + 3);
    refuseCharacters(text);
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    if (authority.indexOf('@') >= 0) {
      throw new InvalidValueException(
          text.replaceFirst("//[^/]*@", "//…@")
              + ": user and password in a member's URL are never sent,"
              + " write RequestHeader set Authorization instead.");
    }
    int portAt = authority.startsWith("[") ? afterBracket(text, authority) : authority.indexOf(':');
    String host = portAt < 0 ? authority : authority.substring(0, portAt);
    String port = portAt < 0 ? "" : authority.substring(portAt + 1);
    String lowerScheme = scheme.toLowerCase(Locale.ROOT);
    return new MemberUrl(lowerScheme, host(text, host), port(text, port, lowerScheme), path);
  }

  /** The scheme as written, checked. */
  static String scheme(String text) throws InvalidValueException {
    if (text.regionMatches(true, 0, "unix:", 0, 5)) {
      throw new InvalidValueException(
          text
              + ": Unix sockets are not spoken,"
              + " let the server listen on a loopback port and name it with http://127.0.0.1:PORT.");
    }
    int end = text.indexOf("://");
    String scheme = end < 0 ? "" : text.substring(0, end);
    if (!scheme.matches("[A-Za-z][A-Za-z0-9+.-]*")) {
      throw new InvalidValueException(text + ": not an absolute URL, write http://HOST:PORT.");
    }
    String lower = scheme.toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(lower)) {
      String wayOut = WAY_OUT.get(lower);
      throw new InvalidValueException(
          text
              + ": "
              + (wayOut != null
                  ? wayOut
                  : "unknown scheme \"" + lower + "\", write http:// or https://")
              + ".");
    }
    return scheme;
  }

  static void refuseCharacters(String text) throws InvalidValueException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '?' ->
            throw new InvalidValueException(
                text + ": a query cannot be part of the URL, the request's own is passed on.");
        case '#' ->
            throw new InvalidValueException(text + ": a fragment is never sent, remove it.");
        default -> {
          if (c <= ' ' || c == 0x7f || c == '\\') {
            throw new InvalidValueException(
                String.format(
                        Locale.ROOT,
                        "%s: character 0x%02X at position %d cannot stand in a URL",
                        text.replaceAll("\\p{Cntrl}", "?"),
                        (int) c,
                        i + 1)
                    + ".");
          }
        }
      }
    }
  }

  /** Where the colon of the port is behind an IPv6 address, or -1. */
  private static int afterBracket(String text, String authority) throws InvalidValueException {
    int close = authority.indexOf(']');
    if (close < 0) {
      throw new InvalidValueException(text + ": the IPv6 address has no closing bracket.");
    }
    if (close == authority.length() - 1) {
      return -1;
    }
    if (authority.charAt(close + 1) != ':') {
      throw new InvalidValueException(
          text + ": \"" + authority.substring(close + 1) + "\" behind the address is no port.");
    }
    return close + 1;
  }

  private static String host(String text, String host) throws InvalidValueException {
    if (host.isEmpty() || host.equals("[]")) {
      throw new InvalidValueException(text + ": the host is missing.");
    }
    if (host.length() > MAX_HOST) {
      throw new InvalidValueException(
          "a host name has at most "
              + MAX_HOST
              + " characters, "
              + host.length()
              + " in "
              + text
              + ".");
    }
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[")) {
      String address = lower.substring(1, lower.length() - 1);
      if (!isIpv6(address)) {
        throw new InvalidValueException(text + ": " + host + " is no IPv6 address.");
      }
      return address;
    }
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      boolean known = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
      if (!known) {
        throw new InvalidValueException(
            text
                + ": \""
                + c
                + "\" cannot stand in a host name"
                + (c > 0x7f ? ", write the name in its xn-- form." : "."));
      }
    }
    if (lower.matches("\\d+\\.\\d+\\.\\d+\\.\\d+") && !isIpv4(lower)) {
      throw new InvalidValueException(text + ": " + host + " is no IPv4 address.");
    }
    return lower;
  }

  private static boolean isIpv4(String host) {
    for (String part : host.split("\\.", -1)) {
      if (part.length() > 3 || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIpv6(String address) {
    if (address.indexOf(':') < 0 || !address.matches("[0-9a-f:.]+(%[0-9a-z._~-]+)?")) {
      return false;
    }
    int zone = address.indexOf('%');
    try {
      // an address with a colon is never looked up
      InetAddress.getByName(zone < 0 ? address : address.substring(0, zone));
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static int port(String text, String port, String scheme) throws InvalidValueException {
    if (port.isEmpty()) {
      return MemberUrl.defaultPort(scheme);
    }
    if (port.chars().allMatch(c -> c >= '0' && c <= '9')) {
      String significant = port.replaceFirst("^0+", "");
      if (!significant.isEmpty() && significant.length() <= 5) {
        int number = Integer.parseInt(significant);
        if (number <= 65535) {
          return number;
        }
      }
    }
    throw new InvalidValueException(text + ": port " + port + " is not a number from 1 to 65535.");
  }
}
