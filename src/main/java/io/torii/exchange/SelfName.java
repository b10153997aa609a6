package io.torii.exchange;

import io.torii.config.MemberUrl;
import io.torii.config.ServerName;
import io.torii.config.ServerSettings;
import io.torii.config.ServerSettings.Signature;
import io.torii.config.ServerSettings.Tokens;
import io.torii.config.ServerSettings.Via;
import io.torii.http.HtmlText;
import io.torii.rule.Request;

/**
 * How the proxy calls itself towards others.
 *
 * @param machine the host name for virtual hosts without ServerName
 * @param version the product's version
 */
public record SelfName(String machine, String version) {

  /** X-Forwarded-Server and Via: the virtual host's ServerName. */
  String name(Request request) {
    return request.host().name().map(ServerName::host).orElse(machine);
  }

  /** {@code 1.1 www.example.com:8080}, with the product's name for ProxyVia Full. */
  String via(Request request, Via via) {
    int port = request.connection().local().getPort();
    boolean implied = port == MemberUrl.defaultPort(request.connection().scheme());
    String hop =
        request.protocol().replaceFirst("^HTTP/", "")
            + " "
            + name(request)
            + (implied ? "" : ":" + port);
    return via == Via.FULL ? hop + " (Torii/" + version + ")" : hop;
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

  /** The last line of our error pages, as HTML; empty unless ServerSignature asks for it. */
  String signature(Request request) {
    ServerSettings server = request.host().server();
    if (server.signature() == Signature.OFF) {
      return "";
    }
    String name = HtmlText.escape(name(request));
    String linked =
        server.signature() == Signature.EMAIL && server.serverAdmin().isPresent()
            ? "<a href=\"mailto:"
                + HtmlText.escape(server.serverAdmin().get())
                + "\">"
                + name
                + "</a>"
            : name;
    int port = request.connection().local().getPort();
    return product(server.tokens()) + " Server at " + linked + " Port " + port;
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
