package io.torii.exchange;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.balancer.Selection;
import io.torii.balancer.SelectionRequest;
import io.torii.config.ServerSettings.LogLevel;
import io.torii.exchange.RequestBody.ClientBodyException;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole story of a request that has been decided. {@link #forward} is the way through: prepare
 * once; then select a member, attempt, and by what comes back relay it, ask the next member, or
 * answer for ourselves.
 */
public final class ProxyEngine {

  private final Pools pools;
  private final Upstream upstream;
  private final AttemptObserver observer;
  private final Preparation preparation;
  private final Responder responder;
  private final Own own;
  private final Relay relay;
  private final ErrorDocuments documents;
  private final EventLog log;

  /** Finds the balancer that serves a decision. */
  @FunctionalInterface
  public interface Pools {
    Balancer of(Decision decision);
  }

  /** Who serves what goes to no member and is no refusal. */
  public record Own(FileResponder files, StatusResponder status) {}

  /**
   * An engine for one configuration.
   *
   * @param observer hears of each attempt
   */
  public ProxyEngine(
      Pools pools,
      Upstream upstream,
      AttemptObserver observer,
      Preparation preparation,
      Responder responder,
      Own own,
      Relay relay,
      ErrorDocuments documents,
      EventLog log) {
    this.pools = pools;
    this.upstream = upstream;
    this.observer = observer;
    this.preparation = preparation;
    this.responder = responder;
    this.own = own;
    this.relay = relay;
    this.documents = documents;
    this.log = log;
  }

  /**
   * Serves everything but the manager.
   *
   * @throws IOException if the client cannot be read from or written to
   */
  public void serve(Exchange exchange) throws IOException {
    dispatch(exchange);
    Exchange.Wanted wanted = exchange.wanted();
    if (wanted != null) {
      Exchange document = documents.exchange(exchange, wanted);
      dispatch(document);
      exchange.bodySent(document.bodySent());
      if (!document.answered()) {
        responder.builtIn(exchange, wanted);
      }
    }
  }

  private void dispatch(Exchange exchange) throws IOException {
    Decision decision = exchange.decision();
    if (decision instanceof Decision.Forward forward) {
      forward(exchange, forward.target());
    } else if (decision instanceof Decision.ForwardTo forward) {
      forward(exchange, forward.target());
    } else if (decision instanceof Decision.Redirect redirect) {
      responder.redirect(exchange, redirect);
    } else if (decision instanceof Decision.Answer answer) {
      responder.answer(exchange, answer);
    } else if (decision instanceof Decision.File file) {
      own.files().serve(exchange, file);
    } else if (decision instanceof Decision.Status) {
      own.status().serve(exchange);
    } else if (!exchange.isDocument()) {
      throw new IllegalArgumentException("the manager serves its own requests");
    }
  }

  /** The bytes of our error page for a request that never came to a decision; logs its code. */
  public byte[] page(Request request, ErrorPage page, Headers headers) {
    if (!page.code().isEmpty()) {
      log.log(LogLevel.INFO, "core", request, page.code(), page.reason() + " " + page.remedy());
    }
    return responder.page(request, page, headers);
  }

  /** What Header adds to an answer of the manager. */
  public Headers managerHeaders(Exchange exchange) {
    return responder.managerHeaders(exchange);
  }

  private void forward(Exchange exchange, String target) throws IOException {
    // Prepare: what must be refused, and what is the same for every member.
    exchange.handler(Exchange.PROXY);
    Request request = exchange.request();
    Decision.@Nullable Answer refusal = Preconditions.check(exchange);
    if (refusal != null) {
      responder.answer(exchange, refusal);
      return;
    }
    if (Preconditions.isLastHop(request)) {
      responder.lastHop(exchange);
      return;
    }
    Balancer balancer = pools.of(exchange.decision());
    RequestHead head = preparation.head(exchange);
    @Nullable ClientBody body;
    try {
      body = preparation.body(exchange, head.expects());
    } catch (ClientBodyException e) {
      Failure failure = e.failure();
      report(exchange, "", failure);
      responder.failed(exchange, failure);
      return;
    }
    List<String> cookies = request.headers().all("Cookie");
    SelectionRequest wanted = new SelectionRequest(target, cookies, Set.of());

    // A member counts as busy with this request until the request is over, as with httpd; and so
    // it does for as long as a tunnel lasts that has come of it.
    Attempts attempts = exchange.forwardTo(balancer);
    try {
      for (int attempt = 0; ; attempt++) {
        // Select.
        Selection selection = balancer.select(wanted);
        BalancerVariables.export(request, balancer, selection);
        if (!(selection instanceof Selection.Chosen chosen)) {
          attempts.nobody();
          responder.unavailable(exchange, (Selection.Nobody) selection);
          return;
        }
        Member member = chosen.member();
        attempts.chosen(member);

        // Attempt.
        Attempt result = attempt(exchange, attempts, member, head.to(member, target, body));
        if (result instanceof MemberResponse response) {
          member.connected();
          request.notes().put("proxy-source-port", Integer.toString(response.sourcePort()));
          request.notes().put("proxy-status", Integer.toString(response.status()));
          failOnStatus(balancer, member, response, exchange);
          relay.relay(exchange, member, response);
          return;
        }

        // Classify.
        Failure failure = (Failure) result;
        report(exchange, member.owner(), failure);
        boolean out = judge(balancer, member, failure, exchange);
        if (!failure.failsOver() || !out || attempt >= balancer.maxAttempts()) {
          responder.failed(exchange, failure);
          return;
        }
        wanted = wanted.avoiding(member);
      }
    } finally {
      exchange.whenOver(attempts::release);
      if (body != null) {
        exchange.bodyReceived(body.received());
      }
    }
  }

  /**
   * Once, and once more on a fresh connection if the member went away without a word. If it did
   * that again, whether it is still there decides. All of it has one deadline.
   */
  private Attempt attempt(
      Exchange exchange, Attempts attempts, Member member, MemberRequest request) {
    MemberRequest out = request.within(upstream.deadline(member));
    Attempt result = send(exchange, attempts, member, out);
    if (result instanceof Failure failure && failure.brokeOff() && out.mayBeRepeated()) {
      Attempt again = send(exchange, attempts, member, out.onFreshConnection());
      // A member that dies may still take connections for a moment, and then never answers them:
      // if it is gone now it is as good as refused, and another one may be asked.
      return again instanceof Failure second && second.brokeOff()
          ? upstream.reach(member, out).orElse(second)
          : again;
    }
    return result;
  }

  /** Sends it, with what the observer adds, and tells the observer what has come of it. */
  private Attempt send(Exchange exchange, Attempts attempts, Member member, MemberRequest request) {
    attempts.sending();
    Upstream.Interim unheard = (status, headers) -> {};
    Attempt result;
    if (observer == AttemptObserver.NONE) {
      result = upstream.send(member, request, unheard);
    } else {
      long begun = exchange.nanoTime();
      Balancer balancer = attempts.balancer();
      MemberRequest out = observer.sending(exchange, balancer, member, request);
      result = upstream.send(member, out, unheard);
      Duration elapsed = Duration.ofNanos(exchange.nanoTime() - begun);
      observer.ended(exchange, balancer, member, result, elapsed);
    }
    attempts.ended(result);
    if (result.isError()) {
      member.traffic().addError();
    }
    return result;
  }

  /** Blames the member if it is to blame; true if another one should be asked in its place. */
  private boolean judge(Balancer balancer, Member member, Failure failure, Exchange exchange) {
    boolean late = failure.kind() == Failure.Kind.READ_TIMEOUT && balancer.config().failOnTimeout();
    if (late) {
      say(exchange, LogLevel.ERROR, "AH02460", "failontimeout takes " + member.url() + " out");
    }
    // A full pool is nobody's fault: this request goes elsewhere, the member stays in.
    boolean full = failure.kind() == Failure.Kind.POOL_FULL;
    boolean blamed = failure.blamesMember() || late;
    return full || (blamed && member.fail(failure.detail()));
  }

  private void failOnStatus(
      Balancer balancer, Member member, MemberResponse response, Exchange exchange) {
    if (balancer.config().failOnStatus().contains(response.status())) {
      String reason = "failonstatus takes " + member.url() + " out for a " + response.status();
      say(exchange, LogLevel.ERROR, "AH01174", reason);
      member.fail(reason);
    }
  }

  private void report(Exchange exchange, String owner, Failure failure) {
    String where = owner.isEmpty() ? "" : " in " + owner;
    String message = failure.detail() + where + ". " + failure.remedy();
    LogLevel level = failure.clientGone() ? LogLevel.INFO : LogLevel.ERROR;
    say(exchange, level, failure.code(), message);
  }

  /**
   * Notes that serving it has failed by a fault of our own.
   *
   * @param begun true if the client has a part of the answer, which is cut; else the container
   *     answers 500
   */
  public void broke(Exchange exchange, Throwable fault, boolean begun) {
    exchange.broke(begun);
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace, true));
    // a line for each of the trace's, as a line feed within one is escaped
    trace.toString().lines().forEach(line -> say(exchange, LogLevel.ERROR, "core", "", line));
  }

  private void say(Exchange exchange, LogLevel level, String code, String message) {
    say(exchange, level, "proxy", code, message);
  }

  private void say(Exchange exchange, LogLevel level, String module, String code, String message) {
    if (log.log(level, module, exchange.request(), code, message)) {
      exchange.errorLogged();
    }
  }
}
