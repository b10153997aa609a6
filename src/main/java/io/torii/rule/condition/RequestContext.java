package io.torii.rule.condition;

import io.torii.config.MemberUrl;
import io.torii.config.ServerName;
import io.torii.http.AddressText;
import io.torii.http.Headers;
import io.torii.rule.Request;
import io.torii.rule.ResponseFacts;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What expressions see of a request and, once there is one, of its response. */
public final class RequestContext implements EvaluationContext {

  private final Request request;
  private final Headers headers;
  private final @Nullable ResponseFacts response;
  private Set<String> consulted = Set.of();

  /** Before there is a response. */
  public RequestContext(Request request) {
    this(request, request.headers(), null);
  }

  /**
   * @param headers the request header fields as they stand now: the client's, or those for the
   *     member while RequestHeader rules change them
   * @param response null if there is none yet
   */
  public RequestContext(Request request, Headers headers, @Nullable ResponseFacts response) {
    this.request = request;
    this.headers = headers;
    this.response = response;
  }

  @Override
  public @Nullable String variable(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.startsWith("HTTP_")) {
      return varying(upper.substring(5).replace('_', '-'));
    }
    if (upper.startsWith("SSL_")) {
      return request.connection().tls().map(tls -> SslVariables.value(tls, upper)).orElse(null);
    }
    return switch (upper) {
      case "REQUEST_METHOD" -> request.method();
      case "REQUEST_URI", "DOCUMENT_URI" -> request.path();
      case "QUERY_STRING" -> request.query();
      case "THE_REQUEST" -> request.method() + ' ' + request.target() + ' ' + request.protocol();
      case "REQUEST_ID", "REQUEST_LOG_ID", "UNIQUE_ID" -> request.id();
      case "REQUEST_STATUS" -> response == null ? "200" : Integer.toString(response.status());
      case "HANDLER" -> response == null ? null : response.handler().orElse(null);
      case "CONTENT_TYPE" -> response == null ? null : response.headers().get("Content-Type");
      case "IS_SUBREQ" -> "false";
      case "SERVER_SOFTWARE" -> "Torii";
      case "REMOTE_USER" -> request.user();
      case "AUTH_TYPE" ->
          request.user() == null ? null : request.role() == null ? "Basic" : "Bearer";
      case "SERVER_ADMIN" -> request.host().server().serverAdmin().orElse(null);
      case "SERVER_NAME" -> serverName();
      case "SERVER_PORT" -> Integer.toString(serverPort());
      default -> ofConnection(upper);
    };
  }

  private @Nullable String ofConnection(String upper) {
    return switch (upper) {
      case "REQUEST_SCHEME" ->
          request.host().name().flatMap(ServerName::scheme).orElse(request.connection().scheme());
      case "HTTPS" -> onOff(request.connection().secure());
      case "HTTP2" -> onOff(request.protocol().startsWith("HTTP/2"));
      case "IPV6" -> onOff(request.connection().peer().getAddress() instanceof Inet6Address);
      case "SERVER_PROTOCOL" -> request.protocol();
      // Without HostnameLookups httpd shows the address for the name, too.
      case "REMOTE_ADDR", "REMOTE_HOST" -> AddressText.of(request.client());
      case "REMOTE_PORT" -> Integer.toString(request.connection().peer().getPort());
      case "CONN_REMOTE_ADDR" -> AddressText.of(request.connection().peer().getAddress());
      case "SERVER_ADDR" -> AddressText.of(request.connection().local().getAddress());
      default -> null;
    };
  }

  @Override
  public @Nullable String lookup(Table table, String key) {
    return switch (table) {
      case REQUEST_HEADER -> varying(key);
      case REQUEST_HEADER_UNVARIED -> headers.joined(key).orElse(null);
      case RESPONSE_HEADER -> response == null ? null : response.headers().joined(key).orElse(null);
      case ENVIRONMENT -> request.env().get(key);
      case NOTE -> request.notes().get(key);
      case CHECK -> null;
    };
  }

  /**
   * The request header fields that were asked for so far, and on which the response therefore
   * depends: httpd adds them to Vary. Host is not among them, as it is a part of the URL that
   * caches tell apart anyway.
   */
  public Set<String> consulted() {
    return consulted;
  }

  private @Nullable String varying(String header) {
    if (consulted.isEmpty()) {
      consulted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    }
    if (!header.equalsIgnoreCase("Host")) {
      consulted.add(header);
    }
    return headers.joined(header).orElse(null);
  }

  @Override
  public InetAddress client() {
    return request.client();
  }

  /** What the client calls us, or ServerName with UseCanonicalName on or without a Host. */
  private @Nullable String serverName() {
    String own = request.host().name().map(ServerName::host).orElse(null);
    String host = request.host().server().canonicalName() ? null : headers.get("Host");
    if (host == null || host.isEmpty()) {
      return own;
    }
    int colon = portColon(host);
    return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  /** As serverName; without a port in either, the scheme's own, whatever we listen on. */
  private int serverPort() {
    String host = request.host().server().canonicalName() ? null : headers.get("Host");
    int colon = host == null ? -1 : portColon(host);
    if (host != null && colon >= 0) {
      try {
        return Integer.parseInt(host.substring(colon + 1));
      } catch (NumberFormatException e) {
        // As if there were none.
      }
    }
    return request
        .host()
        .name()
        .flatMap(ServerName::port)
        .orElseGet(() -> MemberUrl.defaultPort(request.connection().scheme()));
  }

  private static int portColon(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? colon : -1;
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }
}
