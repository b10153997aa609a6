package io.torii.rule;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The host and port that a client names, in a Host field or in an absolute-form target.
 *
 * @param host in lower case, without a trailing dot, an IPv6 address without its brackets; empty if
 *     the client names nobody
 * @param port 0 if none is written
 */
public record Authority(String host, int port) {

  /** Names nobody. */
  public static final Authority NONE = new Authority("", 0);

  /**
   * Reads {@code host[:port]} as strictly as httpd does with {@code HttpProtocolOptions Strict}:
   * letters, digits, hyphen, underscore and dot; four decimal parts if it is all digits; a last
   * label that does not start with a digit.
   *
   * @return null if it is malformed
   */
  public static @Nullable Authority parse(String text) {
    return text.startsWith("[") ? bracketed(text) : named(text);
  }

  private static @Nullable Authority bracketed(String text) {
    int end = text.indexOf(']');
    int port = end < 0 ? -1 : port(text, end + 1);
    if (port < 0) {
      return null;
    }
    String address = text.substring(1, end).toLowerCase(Locale.ROOT);
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
        return null;
      }
    }
    try {
      // A literal in brackets is never looked up.
      InetAddress.getByName(text.substring(0, end + 1));
      return new Authority(address, port);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static @Nullable Authority named(String text) {
    int colon = text.indexOf(':');
    int end = colon < 0 ? text.length() : colon;
    int port = port(text, end);
    if (port < 0) {
      return null;
    }
    int length = end > 0 && text.charAt(end - 1) == '.' ? end - 1 : end;
    if (length == 0) {
      return null;
    }
    boolean lower = true;
    boolean decimal = true;
    int dots = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        dots++;
        if (i + 1 < end && text.charAt(i + 1) == '.') {
          return null;
        }
      } else if ((c >= 'a' && c <= 'z') || c == '-' || c == '_') {
        decimal = false;
      } else if (c >= 'A' && c <= 'Z') {
        decimal = false;
        lower = false;
      } else if (c < '0' || c > '9') {
        return null;
      }
    }
    String host = text.substring(0, length);
    if (decimal ? dots != 3 || leadingZero(host) : digitLed(host)) {
      return null;
    }
    return new Authority(lower ? host : host.toLowerCase(Locale.ROOT), port);
  }

  /**
   * True if a part of a dotted address starts with a superfluous zero, which some read as octal.
   */
  private static boolean leadingZero(String host) {
    for (int i = 0; i + 1 < host.length(); i++) {
      boolean starts = i == 0 || host.charAt(i - 1) == '.';
      if (starts && host.charAt(i) == '0' && host.charAt(i + 1) != '.') {
        return true;
      }
    }
    return host.startsWith(".");
  }

  /** RFC 1123 §2.1: a top-level domain starts with a letter. */
  private static boolean digitLed(String host) {
    int dot = host.lastIndexOf('.');
    if (dot < 0) {
      return false;
    }
    char first = host.charAt(dot + 1);
    return first < 'A';
  }

  /**
   * The port that starts at {@code from} with its colon: 0 if nothing is there, -1 if it is bad.
   */
  private static int port(String text, int from) {
    if (from == text.length()) {
      return 0;
    }
    int digits = text.length() - from - 1;
    if (text.charAt(from) != ':' || digits < 1 || digits > 9) {
      return -1;
    }
    int port = 0;
    for (int i = from + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      port = port * 10 + c - '0';
    }
    return port >= 1 && port <= 65535 ? port : -1;
  }

  /** True for {@code localhost} and the loopback addresses. */
  public boolean loopback() {
    if (host.equals("localhost") || host.equals("::1")) {
      return true;
    }
    return host.startsWith("127.")
        && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  /** As it stands in a URL of this scheme: brackets for IPv6, no default port. */
  public String in(String scheme) {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    boolean implied = port == 0 || port == (scheme.equals("https") ? 443 : 80);
    return implied ? name : name + ":" + port;
  }
}
