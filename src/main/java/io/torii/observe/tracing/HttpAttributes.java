package io.torii.observe.tracing;

import io.opentelemetry.api.common.AttributeKey;
import java.util.Set;

/** The attributes of OpenTelemetry's semantic conventions for HTTP that our spans have. */
final class HttpAttributes {

  static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  static final AttributeKey<String> METHOD_ORIGINAL =
      AttributeKey.stringKey("http.request.method_original");
  static final AttributeKey<Long> RESEND_COUNT = AttributeKey.longKey("http.request.resend_count");
  static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
  static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
  static final AttributeKey<String> FULL = AttributeKey.stringKey("url.full");
  static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
  static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
  static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");
  static final AttributeKey<String> VERSION = AttributeKey.stringKey("network.protocol.version");
  static final AttributeKey<String> USER_AGENT = AttributeKey.stringKey("user_agent.original");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  /** Ours: who chose the member. */
  static final AttributeKey<String> BALANCER = AttributeKey.stringKey("torii.balancer");

  private static final Set<String> KNOWN =
      Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");

  private HttpAttributes() {}

  /** A method by whose name spans may be grouped; {@code _OTHER} for what a client makes up. */
  static String method(String sent) {
    return KNOWN.contains(sent) ? sent : "_OTHER";
  }

  /** What begins the name of a span. */
  static String named(String sent) {
    return KNOWN.contains(sent) ? sent : "HTTP";
  }

  /** Such as 1.1, but 2 and 3; empty if the protocol is, as the head was never whole. */
  static String version(String protocol) {
    return protocol.replaceFirst("^HTTP/", "").replaceFirst("^([23])\\.0$", "$1");
  }

  /** A request target without its query, which may hold secrets. */
  static String withoutQuery(String target) {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }
}
