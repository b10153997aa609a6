package io.torii.rule.condition;

import io.torii.config.FileSettings;
import io.torii.config.RequestSettings;
import io.torii.config.ServerName;
import io.torii.config.ServerSettings;
import io.torii.config.VirtualHost;
import io.torii.directive.Origin;
import io.torii.directive.expr.Expression;
import io.torii.directive.expr.ExpressionException;
import io.torii.directive.expr.ExpressionParser;
import io.torii.http.Connection;
import io.torii.http.Headers;
import io.torii.http.TlsFacts;
import io.torii.rule.Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes requests for tests, one property at a time. */
public final class Requests {

  public static final Instant RECEIVED = Instant.parse("2026-01-02T03:04:05.678901Z");

  private final Headers headers = new Headers();
  private String method = "GET";
  private String path = "/app/page";
  private @Nullable String query;
  private String protocol = "HTTP/1.1";
  private String peer = "192.0.2.1";
  private String local = "192.0.2.80";
  private String scheme = "http";
  private @Nullable TlsFacts tls;
  private ServerSettings server = ServerSettings.DEFAULT;

  public static Requests get(String path) {
    Requests made = new Requests();
    made.path = path;
    return made;
  }

  public Requests method(String value) {
    method = value;
    return this;
  }

  public Requests query(String value) {
    query = value;
    return this;
  }

  public Requests protocol(String value) {
    protocol = value;
    return this;
  }

  public Requests header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  public Requests from(String address) {
    peer = address;
    return this;
  }

  public Requests to(String address) {
    local = address;
    return this;
  }

  public Requests tls(TlsFacts facts) {
    tls = facts;
    scheme = "https";
    return this;
  }

  public Requests server(ServerSettings settings) {
    server = settings;
    return this;
  }

  public Request make() {
    Connection connection =
        new Connection(
            new InetSocketAddress(address(local), 8080),
            new InetSocketAddress(address(peer), 4711),
            scheme,
            Optional.ofNullable(tls));
    VirtualHost host =
        new VirtualHost(
            "h",
            List.of(),
            Optional.of(new ServerName(Optional.empty(), "www.example.com", Optional.of(80))),
            List.of(),
            server,
            RequestSettings.EMPTY,
            List.of(),
            List.of(),
            List.of(),
            true,
            List.of(),
            FileSettings.NONE,
            Optional.empty(),
            new Origin("test.conf", 1));
    String target = query == null ? path : path + "?" + query;
    return new Request(
        "id-1", RECEIVED, connection, method, target, path, query, protocol, headers, host);
  }

  public static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  public static Expression expression(String text) {
    try {
      return ExpressionParser.parse(text);
    } catch (ExpressionException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  public static Expression.Word string(String text) {
    try {
      return ExpressionParser.parseString(text);
    } catch (ExpressionException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
