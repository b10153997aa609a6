package io.torii.exchange;

import io.torii.balancer.Member;
import io.torii.config.HeaderRule;
import io.torii.config.ServerSettings.Via;
import io.torii.http.AddressText;
import io.torii.http.Headers;
import io.torii.rule.Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request on its way from client to member: what is left out, what is added. It is
 * made once for a request; only Host and target differ from one member to the next.
 */
final class RequestHead {

  private final Exchange exchange;
  private final @Nullable String host;
  private final Headers common;
  private final Hop hop;
  private final Map<String, String> env;

  private RequestHead(Exchange exchange, @Nullable String host, Headers common, Hop hop) {
    this.exchange = exchange;
    this.host = host;
    this.common = common;
    this.hop = hop;
    this.env = exchange.request().env();
  }

  /**
   * Takes over the client's fields.
   *
   * @param edited the client's fields after RequestHeader rules
   * @param self how we call ourselves
   */
  static RequestHead of(Exchange exchange, Headers edited, SelfName self) {
    Request request = exchange.request();
    Headers headers = edited;
    String host = headers.get("Host");
    Hop hop = Hop.of(exchange, headers);
    HopByHop.stripRequest(headers);
    headers.remove("Expect"); // whoever sends the head writes it where a body is held back
    if (request.user() != null && !request.env().containsKey("proxy-chain-auth")) {
      // as in httpd: who has shown a password to us need not show one to proxies behind us
      headers.remove("Proxy-Authorization");
    }
    via(headers, request, self);
    if (exchange.settings().addsHeaders()) {
      forwarded(headers, exchange, host, self);
    }
    maxForwards(headers, request);
    return new RequestHead(exchange, host, headers, hop);
  }

  /** True if the client sends its body only when told to, and the member is to decide. */
  boolean expects() {
    return hop.expects();
  }

  /** The request as this member is to see it. */
  MemberRequest to(Member member, String target, @Nullable RequestBody body) {
    Request request = exchange.request();
    Headers headers = new Headers();
    String original = request.headers().get("Host");
    boolean preserve = exchange.settings().preservesHost();
    String authority = member.config().url().authority();
    headers.add("Host", preserve && host != null ? host : authority);
    for (Headers.Field field : common) {
      if (!field.name().equalsIgnoreCase("Host")) {
        headers.add(field.name(), field.value());
      }
    }
    // RFC 9110 §7.8: a server switches only when it has the whole request; ours then has no body.
    String upgrade = hop.upgrade();
    @Nullable String switching =
        (body == null || body.length() == 0)
                && upgrade != null
                && Upgrades.allowed(member.config(), upgrade)
            ? upgrade
            : null;
    if (switching != null) {
      headers.add("Upgrade", switching);
    }
    boolean http10 = env.containsKey("force-proxy-request-1.0");
    String trailer = hop.trailer();
    if (trailer != null && body != null && body.length() < 0 && !http10) {
      headers.add("Trailer", trailer);
    }
    if (hop.takesTrailers() && switching == null && !http10) {
      headers.add("TE", "trailers"); // ours, for this hop (RFC 9110 §10.1.4)
    }
    return new MemberRequest(
        request.method(),
        member.config().url().path() + target,
        headers,
        body,
        preserve && original != null ? SelfName.hostOf(original) : null,
        env.containsKey("proxy-initial-not-pooled"),
        http10 || env.containsKey("proxy-nokeepalive"),
        body != null
            && !http10
            && ((hop.expects() && body.length() != 0)
                || member.config().transport().ping().isPresent()),
        http10,
        request.host().server().badHeader(),
        switching,
        null);
  }

  /** RFC 9110 §7.6.3; ProxyVia. */
  private static void via(Headers headers, Request request, SelfName self) {
    Via via = request.host().server().via();
    if (via == Via.BLOCK) {
      headers.remove("Via");
    } else if (via != Via.OFF) {
      append(headers, "Via", self.via(request, via));
    }
  }

  /** The client may have sent these fields itself: X-Forwarded-For is a list that we add to. */
  private static void forwarded(
      Headers headers, Exchange exchange, @Nullable String host, SelfName self) {
    Request request = exchange.request();
    append(headers, "X-Forwarded-For", AddressText.of(request.client()));
    if (host != null) {
      append(headers, "X-Forwarded-Host", host);
    }
    append(headers, "X-Forwarded-Server", self.name(request));
    setUnlessRuled(headers, exchange, "X-Forwarded-Proto", request.connection().scheme());
    setUnlessRuled(
        headers,
        exchange,
        "X-Forwarded-Port",
        Integer.toString(request.connection().local().getPort()));
  }

  /**
   * What an administrator writes with RequestHeader is meant; what a client writes is not believed.
   */
  private static void setUnlessRuled(
      Headers headers, Exchange exchange, String name, String value) {
    for (HeaderRule rule : exchange.settings().requestHeaders()) {
      if (rule.name().equalsIgnoreCase(name)) {
        return;
      }
    }
    headers.set(name, value);
  }

  /** RFC 9110 §7.6.2; a client's 0 never gets here. What RequestHeader writes is meant so. */
  private static void maxForwards(Headers headers, Request request) {
    String sent = headers.get("Max-Forwards");
    if (sent == null) {
      request
          .host()
          .server()
          .maxForwards()
          .ifPresent(n -> headers.add("Max-Forwards", Integer.toString(n)));
    } else if (sent.equals(request.headers().get("Max-Forwards"))) {
      headers.set("Max-Forwards", Long.toString(Long.parseLong(sent.strip()) - 1));
    }
  }

  private static void append(Headers headers, String name, String value) {
    headers.set(name, headers.joined(name).map(v -> v + ", " + value).orElse(value));
  }
}
