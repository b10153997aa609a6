package io.torii.config;

import org.jspecify.annotations.Nullable;

/**
 * A member's address in canonical form: scheme and host in lower case, no default port.
 *
 * @param scheme {@code http}, {@code https}, {@code ws} or {@code wss}
 * @param host name or address; an IPv6 address without its brackets
 * @param port as it connects: the scheme's default where none was written
 * @param path what stands before the rest of a request's path; empty, or starting with a slash
 */
public record MemberUrl(String scheme, String host, int port, String path) {

  /** The port that a scheme implies: 443 for https and wss, else 80. */
  public static int defaultPort(String scheme) {
    return scheme.equals("https") || scheme.equals("wss") ? 443 : 80;
  }

  public boolean secure() {
    return scheme.equals("https") || scheme.equals("wss");
  }

  /**
   * {@code host} or {@code host:port}, as a Host field has it: no default port, brackets for IPv6.
   */
  public String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == defaultPort(scheme) ? name : name + ":" + port;
  }

  /** {@code scheme://authority/path}: how the member is named in logs, metrics and the manager. */
  @Override
  public String toString() {
    return scheme + "://" + authority() + path;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MemberUrl that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
