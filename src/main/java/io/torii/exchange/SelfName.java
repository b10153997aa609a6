package io.torii.exchange;

import io.torii.config.MemberUrl;
import io.torii.config.ServerName;
import io.torii.config.ServerSettings.Tokens;
import io.torii.config.ServerSettings.Via;
import io.torii.rule.Request;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the proxy calls itself towards others.
 *
 * @param machine the host name for virtual hosts without ServerName
 * @param version the product's version
 */
public record SelfName(String machine, String version) {

  private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");

  /** X-Forwarded-Server and Via: the virtual host's ServerName. */
  String name(Request request) {
    return request.host().name().map(ServerName::host).orElse(machine);
  }

  /**
   * {@code 1.1 www.example.com:8080}, with the product's name for ProxyVia Full. The port is the
   * one that the client has asked for, else ServerName's.
   */
  String via(Request request, Via via) {
    int implied = MemberUrl.defaultPort(request.connection().scheme());
    int port =
        asked(request).or(() -> request.host().name().flatMap(ServerName::port)).orElse(implied);
    String hop =
        request.protocol().replaceFirst("^HTTP/", "")
            + " "
            + name(request)
            + (port == implied ? "" : ":" + port);
    return via == Via.FULL ? hop + " (Torii/" + version + ")" : hop;
  }

  /** The port in the client's Host, where that counts (UseCanonicalName Off). */
  private static Optional<Integer> asked(Request request) {
    String host = request.headers().get("Host");
    if (host == null || request.host().server().canonicalName()) {
      return Optional.empty();
    }
    Matcher port = PORT.matcher(host);
    return port.find() ? Optional.of(Integer.valueOf(port.group(1))) : Optional.empty();
  }

  /** The Server field of our own answers, as talkative as ServerTokens. */
  String product(Tokens tokens) {
    String[] parts = version.split("[.-]", -1);
    return switch (tokens) {
      case PROD -> "Torii";
      case MAJOR -> "Torii/" + parts[0];
      case MINOR -> "Torii/" + parts[0] + (parts.length > 1 ? "." + parts[1] : "");
      case MIN, OS, FULL -> "Torii/" + version;
    };
  }

  /** The host of a Host field: without the port, without the brackets of IPv6. */
  static String hostOf(String authority) {
    if (authority.startsWith("[")) {
      int end = authority.indexOf(']');
      return end < 0 ? authority : authority.substring(1, end);
    }
    int colon = authority.lastIndexOf(':');
    return colon < 0 ? authority : authority.substring(0, colon);
  }
}
