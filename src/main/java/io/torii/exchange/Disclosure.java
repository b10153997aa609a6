package io.torii.exchange;

import io.torii.config.ObserveConfig;
import io.torii.config.ObserveConfig.ProxyStatus;
import io.torii.http.Headers;
import io.torii.rule.Request;
import java.util.regex.Pattern;

/**
 * What heads tell about the exchange itself, where the configuration asks for it: the request's id
 * ({@code X-Request-ID}), and what the proxy met with on its way to the member ({@code
 * Proxy-Status}, RFC 9209). It is added before Header and RequestHeader are looked at, so that they
 * can change it.
 */
public final class Disclosure {

  /** The field with the request's id, in both directions. */
  public static final String REQUEST_ID = "X-Request-ID";

  private static final String PROXY_STATUS = "Proxy-Status";

  /** RFC 8941 §3.3.4: what needs no quotes. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*");

  private final ObserveConfig config;
  private final SelfName self;

  public Disclosure(ObserveConfig config, SelfName self) {
    this.config = config;
    this.self = self;
  }

  void toMember(Request request, Headers headers) {
    if (config.requestIds()) {
      headers.set(REQUEST_ID, request.id());
    }
  }

  /** For the head that the client gets; an error document's own exchange is nobody's business. */
  void toClient(Exchange exchange, Headers headers) {
    if (exchange.isDocument()) {
      return;
    }
    if (config.requestIds()) {
      headers.set(REQUEST_ID, exchange.request().id());
    }
    Attempts attempts = exchange.attempts();
    if (config.proxyStatus() != ProxyStatus.OFF && attempts != null) {
      // RFC 9209 §2: each proxy adds itself behind those that are nearer to the origin
      headers.add(PROXY_STATUS, status(exchange.request(), attempts));
    }
  }

  private String status(Request request, Attempts attempts) {
    StringBuilder text = new StringBuilder(64);
    append(text, self.name(request));
    Failure.Kind failure = attempts.failure();
    if (failure != null) {
      text.append("; error=").append(failure.proxyError());
    } else if (attempts.unavailable()) {
      text.append("; error=destination_unavailable");
    }
    if (attempts.received() != 0) {
      text.append("; received-status=").append(attempts.received());
    }
    if (config.proxyStatus() == ProxyStatus.NEXT_HOP && attempts.member() != null) {
      text.append("; next-hop=");
      append(text, attempts.member().url().authority());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String value) {
    if (TOKEN.matcher(value).matches()) {
      text.append(value);
    } else {
      text.append('"').append(value.replaceAll("[\"\\\\]", "\\\\$0")).append('"');
    }
  }
}
