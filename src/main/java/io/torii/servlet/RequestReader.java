package io.torii.servlet;

import io.torii.config.MemberUrl;
import io.torii.http.Connection;
import io.torii.http.Headers;
import io.torii.http.TlsFacts;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a servlet request as it came in, never what the container made of its path or its body. */
final class RequestReader {

  private static final String CIPHER = "jakarta.servlet.request.cipher_suite";
  private static final String KEY_SIZE = "jakarta.servlet.request.key_size";
  private static final String SESSION = "jakarta.servlet.request.ssl_session_id";

  private static final String SESSION_PARAMETER = ";jsessionid=";

  /** Our own listeners say so; the servlet API has no name for it. */
  private static final String SNI = "io.torii.sni";

  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  /** Servlet 6.1's name, then Tomcat's own, which is older. */
  private static final List<String> PROTOCOL =
      List.of(
          "jakarta.servlet.request.secure_protocol",
          "org.apache.tomcat.util.net.secure_protocol_version");

  private RequestReader() {}

  static Connection connection(HttpServletRequest request) {
    boolean secure = secure(request);
    return new Connection(
        new InetSocketAddress(address(request.getLocalAddr()), request.getLocalPort()),
        request.getAttribute(Connection.PEER) instanceof InetSocketAddress introduced
            ? introduced
            : new InetSocketAddress(address(request.getRemoteAddr()), request.getRemotePort()),
        secure ? "https" : "http",
        secure ? Optional.of(tls(request)) : Optional.empty());
  }

  /**
   * Whether the connection is encrypted, or whoever the container trusts says that the client's is.
   * In HTTP/2 a client writes the scheme itself (RFC 9113 §8.3.1), and Undertow believes it.
   */
  private static boolean secure(HttpServletRequest request) {
    return request.isSecure()
        && (!isHttp2(request.getProtocol()) || request.getAttribute(CIPHER) != null);
  }

  /** False where no request line could be read. */
  private static boolean isHttp2(@Nullable String protocol) {
    return protocol != null && protocol.startsWith("HTTP/2");
  }

  static Headers headers(HttpServletRequest request) {
    Headers headers = new Headers();
    Enumeration<String> names = request.getHeaderNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement();
      Enumeration<String> values = request.getHeaders(name);
      while (values.hasMoreElements()) {
        String value = values.nextElement();
        if (value != null) { // Tomcat has one without, where it gave up on a malformed head
          headers.add(name, value);
        }
      }
    }
    String url = absolute(request);
    if (url != null) {
      // RFC 9112 §3.2.2: the target's authority replaces Host. The others see to that themselves.
      headers.set("Host", url.replaceFirst("^[^/]*://([^/?#]*).*", "$1"));
    } else if (headers.get("Host") == null && isHttp2(request.getProtocol())) {
      // RFC 9113 §8.3.1: :authority takes the place of Host, and not every container says so.
      headers.add("Host", authority(request));
    }
    return headers;
  }

  private static String authority(HttpServletRequest request) {
    int port = request.getServerPort();
    return port == MemberUrl.defaultPort(request.getScheme())
        ? request.getServerName()
        : request.getServerName() + ":" + port;
  }

  /** The request target as it stood in the request line; most servers tell its origin form only. */
  static String target(HttpServletRequest request) {
    String query = request.getQueryString();
    String url = absolute(request);
    String target = url == null ? path(request) : url;
    return query == null ? target : target + "?" + query;
  }

  /**
   * The target in absolute form without its query, which Undertow does not look at if the host is
   * that of Host: not for the scheme, the port or a user in it. Null if it is in another form.
   */
  private static @Nullable String absolute(HttpServletRequest request) {
    String host = request.getHeader("Host");
    if (host == null || host.isBlank() || !UndertowExchange.serves(request)) {
      return null;
    }
    String url = request.getRequestURL().toString();
    return url.equals(request.getScheme() + "://" + host + request.getRequestURI()) ? null : url;
  }

  /**
   * The path as it stood in the request line. Payara takes a session's id out of it, which is a
   * member's and none of the container's: it goes to the end, where it is written.
   */
  static String path(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path != null
            && request.isRequestedSessionIdFromURL()
            && !path.contains(SESSION_PARAMETER)
        ? path + SESSION_PARAMETER + request.getRequestedSessionId()
        : path;
  }

  private static TlsFacts tls(HttpServletRequest request) {
    Object protocol = null;
    for (String name : PROTOCOL) {
      protocol = protocol != null ? protocol : request.getAttribute(name);
    }
    Object chain = request.getAttribute(CERTIFICATES);
    return new TlsFacts(
        Optional.ofNullable(text(protocol)),
        Optional.ofNullable(text(request.getAttribute(CIPHER))).orElse(""),
        request.getAttribute(KEY_SIZE) instanceof Integer size ? size : 0,
        Optional.ofNullable(text(request.getAttribute(SESSION))),
        Optional.ofNullable(text(request.getAttribute(SNI))),
        chain instanceof X509Certificate[] certificates ? List.of(certificates) : List.of());
  }

  private static @Nullable String text(@Nullable Object attribute) {
    return attribute == null ? null : attribute.toString();
  }

  /** Containers give addresses as literals, so nothing is looked up. */
  private static InetAddress address(@Nullable String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address literal: " + literal, e);
    }
  }
}
