package io.torii.exchange;

import io.torii.balancer.Selection;
import io.torii.config.ErrorDocument;
import io.torii.config.ServerSettings.LogLevel;
import io.torii.http.Headers;
import io.torii.http.Status;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.header.HeaderRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Answers that are our own: refusals, redirects and what is said when nobody could serve a request.
 */
public final class Responder {

  /** What a TRACE does not show again (RFC 9110 §9.3.8). */
  private static final Set<String> SECRET =
      Set.of("authorization", "proxy-authorization", "cookie");

  private final HeaderRules headerRules;
  private final SelfName self;
  private final Disclosure disclosure;
  private final EventLog log;

  public Responder(HeaderRules headerRules, SelfName self, Disclosure disclosure, EventLog log) {
    this.headerRules = headerRules;
    this.self = self;
    this.disclosure = disclosure;
    this.log = log;
  }

  /** A refusal that the rules decided. */
  void answer(Exchange exchange, Decision.Answer answer) throws IOException {
    LogLevel level = answer.code().isEmpty() ? LogLevel.INFO : LogLevel.WARN;
    if (answer.status() >= 500 || answer.status() == 403 || answer.status() == 401) {
      level = LogLevel.ERROR;
    }
    say(exchange, level, "core", answer.code(), join(answer.reason(), answer.remedy()));
    // For a 401 code and reason tell whether the user exists: that is for the log alone.
    ErrorPage page =
        answer.status() == 401
            ? new ErrorPage(401, "", "This needs a user name and a password.", "")
            : new ErrorPage(answer.status(), answer.code(), answer.reason(), answer.remedy());
    send(exchange, page, answer.headers().copy());
  }

  /** No member can take it. */
  void unavailable(Exchange exchange, Selection.Nobody nobody) throws IOException {
    String remedy = "See the balancer-manager or the error log for the state of each member.";
    say(exchange, LogLevel.ERROR, "proxy_balancer", nobody.code(), nobody.reason());
    send(
        exchange,
        new ErrorPage(503, nobody.code(), "No backend can serve this request now.", remedy),
        new Headers());
  }

  /** The last member failed; its detail has been logged. */
  void failed(Exchange exchange, Failure failure) throws IOException {
    if (failure.clientGone()) {
      exchange.abort();
      return;
    }
    String reason =
        switch (failure.status()) {
          case 503 -> "The backend cannot be reached.";
          case 504 -> "The backend did not take the request in time.";
          case 500 -> "The connection to the backend could not be set up.";
          case 502 -> "The backend gave no usable answer.";
          default -> "The request could not be read to its end.";
        };
    send(
        exchange,
        new ErrorPage(failure.status(), failure.code(), reason, failure.remedy()),
        new Headers());
  }

  /** A backend's error that ProxyErrorOverride replaces. */
  void override(Exchange exchange, int status, Headers kept) throws IOException {
    send(exchange, new ErrorPage(status, "", Status.reason(status) + ".", ""), kept);
  }

  /** A TRACE or OPTIONS that may go no further: a TRACE gets what has arrived, but no secrets. */
  void lastHop(Exchange exchange) throws IOException {
    Request request = exchange.request();
    Headers headers = new Headers();
    headers.set("Server", self.product(request.host().server().tokens()));
    StringBuilder seen = new StringBuilder();
    if (request.method().equals("TRACE")) {
      headers.set("Content-Type", "message/http");
      seen.append("TRACE %s %s\r\n".formatted(request.target(), request.protocol()));
      for (Headers.Field field : request.headers()) {
        if (!SECRET.contains(field.name().toLowerCase(Locale.ROOT))) {
          seen.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
      }
      seen.append("\r\n");
    }
    disclosure.toClient(exchange, headers);
    headerRules.onResponse(exchange.settings(), request, exchange.facts(200, headers), headers);
    write(exchange, 200, 200, headers, seen.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  void redirect(Exchange exchange, Decision.Redirect redirect) throws IOException {
    Headers headers = new Headers();
    headers.set("Location", redirect.location());
    send(exchange, moved(redirect.status(), redirect.location()), headers);
  }

  /** What Header adds to an answer of the manager, which is a good one as far as is known yet. */
  Headers managerHeaders(Exchange exchange) {
    Headers headers = new Headers();
    disclosure.toClient(exchange, headers);
    headerRules.onResponse(
        exchange.settings(), exchange.request(), exchange.facts(200, headers), headers);
    return headers;
  }

  private void send(Exchange exchange, ErrorPage page, Headers headers) throws IOException {
    if (exchange.isDocument()) {
      noDocument(exchange, page.status());
      return;
    }
    if (exchange.client().committed()) {
      exchange.tooLate();
      return;
    }
    disclosure.toClient(exchange, headers);
    ErrorDocument document = exchange.settings().errorDocuments().get(page.status());
    if (document == null) {
      send(exchange, page, page.status(), headers, page(exchange.request(), page, headers));
      return;
    }
    switch (document.kind()) {
      case LOCAL_PATH -> exchange.want(new Exchange.Wanted(page, document.value(), headers));
      case TEXT -> {
        headers.set("Content-Type", "text/html; charset=utf-8");
        byte[] text = document.value().getBytes(StandardCharsets.UTF_8);
        send(exchange, page, page.status(), headers, text);
      }
      case EXTERNAL_URL -> {
        // httpd sends the client there with 302, and so the original status is lost.
        headers.set("Location", document.value());
        ErrorPage moved = moved(302, document.value());
        send(exchange, page, 302, headers, page(exchange.request(), moved, headers));
      }
      case DEFAULT ->
          send(exchange, page, page.status(), headers, page(exchange.request(), page, headers));
    }
  }

  /** The built-in page, since there was no error document to be had. */
  void builtIn(Exchange exchange, Exchange.Wanted wanted) throws IOException {
    if (exchange.client().committed()) {
      exchange.tooLate();
      return;
    }
    ErrorPage page = wanted.page();
    byte[] content = page(exchange.request(), page, wanted.headers());
    send(exchange, page, page.status(), wanted.headers(), content);
  }

  /** Says that an error document was not to be had. */
  void noDocument(Exchange document, int status) {
    String message =
        "the ErrorDocument "
            + document.request().target()
            + " was answered "
            + status
            + ": the built-in page is sent. Check that a rule serves this path.";
    say(document, LogLevel.WARN, "core", "", message);
  }

  private void send(Exchange exchange, ErrorPage page, int status, Headers headers, byte[] content)
      throws IOException {
    Request request = exchange.request();
    headers.set("Server", self.product(request.host().server().tokens()));
    headerRules.onError(exchange.settings(), request, exchange.facts(status, headers), headers);
    write(exchange, page.status(), status, headers, content);
  }

  private static void write(
      Exchange exchange, int original, int status, Headers headers, byte[] body)
      throws IOException {
    boolean without = Status.withoutBody(status);
    if (!without) {
      headers.set("Content-Length", Integer.toString(body.length));
    }
    exchange.start(original, status, headers);
    boolean toHead = exchange.request().method().equals("HEAD");
    if (!without && !toHead && body.length > 0) {
      exchange.client().output().write(body);
      exchange.bodySent(body.length);
    }
  }

  /** Adds what an answer tells about its exchange. */
  void disclose(Exchange exchange, Headers headers) {
    disclosure.toClient(exchange, headers);
  }

  /** The built-in page. */
  byte[] page(Request request, ErrorPage page, Headers headers) {
    return page.render(request, headers, self.signature(request));
  }

  private static ErrorPage moved(int status, String location) {
    return new ErrorPage(status, "", "The document is at " + location + " now.", "");
  }

  private void say(Exchange exchange, LogLevel level, String module, String code, String message) {
    if (log.log(level, module, exchange.request(), code, message)) {
      exchange.errorLogged();
    }
  }

  private static String join(String reason, String remedy) {
    if (remedy.isEmpty()) {
      return reason;
    }
    return reason + (reason.endsWith(".") ? " " : ". ") + remedy;
  }
}
