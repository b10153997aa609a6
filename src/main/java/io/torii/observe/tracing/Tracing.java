package io.torii.observe.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.MemberUrl;
import io.torii.exchange.Attempt;
import io.torii.exchange.AttemptObserver;
import io.torii.exchange.Attempts;
import io.torii.exchange.Completed;
import io.torii.exchange.Exchange;
import io.torii.exchange.Failure;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.MemberResponse;
import io.torii.observe.ProxyNames;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Makes a trace of each request: one span of kind SERVER, below the one that the client's {@code
 * traceparent} names, and in it one of kind CLIENT for each attempt at a member, which the member
 * is told in turn. Names and attributes are those of OpenTelemetry's semantic conventions for HTTP;
 * queries are left out. A member that is asked for an error document has a span as well, in that of
 * the request that failed. Safe for several threads.
 */
public final class Tracing implements AttemptObserver, Consumer<Completed>, AutoCloseable {

  private final String version;
  private volatile Means means;

  /** What spans are made with. */
  private record Means(
      Telemetry telemetry, Tracer tracer, TextMapPropagator propagator, ServerSpans servers) {

    static Means of(Telemetry telemetry, String version) {
      Tracer tracer =
          telemetry.api().tracerBuilder("io.torii").setInstrumentationVersion(version).build();
      TextMapPropagator propagator = telemetry.api().getPropagators().getTextMapPropagator();
      return new Means(telemetry, tracer, propagator, new ServerSpans(tracer, propagator));
    }
  }

  /**
   * Traces from now on.
   *
   * @param telemetry takes the spans; closed with this
   * @param version the product's
   */
  public Tracing(Telemetry telemetry, String version) {
    this.version = version;
    means = Means.of(telemetry, version);
  }

  @Override
  public MemberRequest sending(
      Exchange exchange, Balancer balancer, Member member, MemberRequest request) {
    Attempts attempts = exchange.attempts();
    if (attempts == null) {
      return request;
    }
    Means with = means;
    Exchange asked = exchange.original();
    Spans spans = asked.request().kept(Spans.class);
    if (spans == null) {
      spans = with.servers.begin(asked.request(), asked.decision().rule());
      asked.request().keep(Spans.class, spans);
    }
    Span client = attempt(with.tracer, spans, attempts, member, request);
    spans.opened(client);
    MemberRequest[] told = {request};
    with.propagator.inject(
        spans.within().with(client),
        told,
        (carrier, name, value) -> told[0] = told[0].withField(name, value));
    return told[0];
  }

  private static Span attempt(
      Tracer tracer, Spans spans, Attempts attempts, Member member, MemberRequest request) {
    MemberUrl url = member.url();
    SpanBuilder builder =
        tracer
            .spanBuilder(HttpAttributes.named(request.method()))
            .setSpanKind(SpanKind.CLIENT)
            .setParent(spans.within())
            .setAttribute(HttpAttributes.METHOD, HttpAttributes.method(request.method()))
            .setAttribute(
                HttpAttributes.FULL,
                url.scheme()
                    + "://"
                    + url.authority()
                    + HttpAttributes.withoutQuery(request.target()))
            .setAttribute(HttpAttributes.SERVER, url.host())
            .setAttribute(HttpAttributes.SERVER_PORT, (long) url.port())
            .setAttribute(HttpAttributes.BALANCER, ProxyNames.of(attempts.balancer()));
    if (attempts.sent() > 1) {
      builder.setAttribute(HttpAttributes.RESEND_COUNT, (long) attempts.sent() - 1);
    }
    return builder.startSpan();
  }

  @Override
  public void ended(
      Exchange exchange, Balancer balancer, Member member, Attempt result, Duration elapsed) {
    Spans spans = exchange.original().request().kept(Spans.class);
    if (spans == null) {
      return;
    }
    Span client = spans.client();
    if (result instanceof MemberResponse response) {
      client.setAttribute(HttpAttributes.STATUS, (long) response.status());
      if (response.status() >= 400) {
        client.setStatus(StatusCode.ERROR);
        client.setAttribute(HttpAttributes.ERROR, Integer.toString(response.status()));
      }
    } else {
      Failure failure = (Failure) result;
      client.setStatus(StatusCode.ERROR, failure.detail());
      client.setAttribute(HttpAttributes.ERROR, failure.kind().label());
    }
    client.end();
  }

  @Override
  public void accept(Completed completed) {
    Spans spans = completed.request().kept(Spans.class);
    if (spans == null) { // no member was asked
      spans = means.servers.begin(completed.request(), completed.rule());
    }
    means.servers.end(spans.server(), completed);
  }

  /**
   * Sends what is left and lets go of who sends it: up to Java 20 the thread of an HTTP client ends
   * when nobody has the client any more, and that thread keeps the application's classes.
   */
  @Override
  public void close() {
    means.telemetry.end().run();
    means = Means.of(Telemetry.NONE, version);
  }
}
