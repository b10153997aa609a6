package io.torii.rule;

import io.torii.config.VirtualHost;
import io.torii.http.Connection;
import io.torii.http.Headers;
import io.torii.http.TlsFacts;
import io.torii.rule.condition.Requests;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request on its way to a {@link Site}, one property at a time. */
public final class Visit {

  private static final TlsFacts TLS =
      new TlsFacts(
          Optional.of("TLSv1.3"),
          "TLS_AES_128_GCM_SHA256",
          128,
          Optional.empty(),
          Optional.empty(),
          List.of());

  private final Site site;
  private final String target;
  private final Headers headers = new Headers();
  private String method = "GET";
  private String protocol = "HTTP/1.1";
  private @Nullable String host = "www.example.com";
  private String local = "192.0.2.80";
  private String peer = "192.0.2.1";
  private int port = 80;
  private String scheme = "http";

  Visit(Site site, String target) {
    this.site = site;
    this.target = target;
  }

  public Visit method(String value) {
    method = value;
    return this;
  }

  public Visit protocol(String value) {
    protocol = value;
    return this;
  }

  /** The Host field; null for none. */
  public Visit host(@Nullable String value) {
    host = value;
    return this;
  }

  public Visit header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  public Visit from(String address) {
    peer = address;
    return this;
  }

  /** The listener that takes the connection. */
  public Visit on(String address, int listener) {
    local = address;
    port = listener;
    return this;
  }

  public Visit secure() {
    scheme = "https";
    return this;
  }

  /** The virtual host that takes it, as {@link Site#named} calls it. */
  String served() {
    return Site.named(request().host());
  }

  /** What becomes of it, as {@link Site#text} says it. */
  String outcome() {
    return site.text(decide(request()));
  }

  /** The path that rules, Locations and Require saw. */
  String seen() {
    Request request = request();
    decide(request);
    return request.path();
  }

  /** A field of a member's response as the client gets it. */
  String receives(String name, String value) {
    Request request = request();
    Decision decision = decide(request);
    Headers response = new Headers();
    response.add(name, value);
    new ReverseMapping(site::members).apply(request, decision.settings(), response);
    return response.joined(name).orElseThrow();
  }

  public Decision decide(Request request) {
    return site.router.decide(request, Trail.NONE);
  }

  /** The request before anything is decided but its host. */
  public Request request() {
    Headers sent = new Headers();
    if (host != null) {
      sent.add("Host", host);
    }
    headers.forEach(f -> sent.add(f.name(), f.value()));
    Connection connection =
        new Connection(
            new InetSocketAddress(Requests.address(local), port),
            new InetSocketAddress(Requests.address(peer), 4711),
            scheme,
            scheme.equals("https") ? Optional.of(TLS) : Optional.empty());
    VirtualHost taken = site.router.host(connection, target, protocol, sent);
    String origin = origin();
    int question = origin.indexOf('?');
    return new Request(
        "id-1",
        Requests.RECEIVED,
        connection,
        method,
        target,
        question < 0 ? origin : origin.substring(0, question),
        question < 0 ? null : origin.substring(question + 1),
        protocol,
        sent,
        taken);
  }

  /** The target without the scheme and authority of an absolute form, as a container gives it. */
  private String origin() {
    int authority = target.indexOf("://");
    if (authority < 0 || target.startsWith("/")) {
      return target;
    }
    int slash = target.indexOf('/', authority + 3);
    return slash < 0 ? "/" : target.substring(slash);
  }
}
