package io.torii.exchange;

import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.header.HeaderRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers {@code SetHandler server-status}, with its queries {@code auto} and {@code refresh}. */
public final class StatusResponder {

  private static final String HANDLER = "server-status";
  private static final Pattern REFRESH =
      Pattern.compile("(?:^|[&;])refresh(?:=(\\d{1,5}))?(?:$|[&;])");

  private final ServerFacts facts;
  private final HeaderRules headerRules;
  private final SelfName self;
  private final Responder responder;
  private final InstantSource clock;

  public StatusResponder(
      ServerFacts facts,
      HeaderRules headerRules,
      SelfName self,
      Responder responder,
      InstantSource clock) {
    this.facts = facts;
    this.headerRules = headerRules;
    this.self = self;
    this.responder = responder;
    this.clock = clock;
  }

  void serve(Exchange exchange) throws IOException {
    Request request = exchange.request();
    exchange.handler(HANDLER);
    String method = request.method();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      Decision.Answer answer =
          new Decision.Answer(
              exchange.settings(), 405, "", "the status can be read only", "", new Headers());
      answer.headers().set("Allow", "GET, HEAD");
      responder.answer(exchange, answer);
      return;
    }
    Instant now = clock.instant();
    String product = self.product(request.host().server().tokens());
    StatusPage page = new StatusPage(facts, request.host(), product, now);
    String server = request.host().name().map(name -> name.host()).orElse("this server");
    String query = request.query() == null ? "" : request.query();
    boolean auto = query.contains("auto");
    byte[] body = (auto ? page.lines(server) : page.html(server)).getBytes(StandardCharsets.UTF_8);
    Headers headers = new Headers();
    headers.set("Server", product);
    headers.set("Content-Type", auto ? "text/plain; charset=utf-8" : "text/html; charset=utf-8");
    headers.set("Content-Length", Integer.toString(body.length));
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    Matcher refresh = REFRESH.matcher(query);
    if (refresh.find()) {
      headers.set("Refresh", refresh.group(1) == null ? "1" : refresh.group(1));
    }
    responder.disclose(exchange, headers);
    headerRules.onResponse(exchange.settings(), request, exchange.facts(200, headers), headers);
    exchange.start(200, 200, headers);
    if (!method.equals("HEAD")) {
      exchange.client().output().write(body);
      exchange.bodySent(body.length);
    }
  }
}
