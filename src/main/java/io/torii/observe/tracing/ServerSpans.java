package io.torii.observe.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.torii.config.ProxyRule;
import io.torii.exchange.Attempts;
import io.torii.exchange.Completed;
import io.torii.exchange.Failure;
import io.torii.http.AddressText;
import io.torii.http.Headers;
import io.torii.observe.ProxyNames;
import io.torii.observe.TraceParent;
import io.torii.rule.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The span of a request as its client sees it, below the one that the client names. */
final class ServerSpans {

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  ServerSpans(Tracer tracer, TextMapPropagator propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
  }

  /** Reads what the client has sent; a getter is asked for one field at a time. */
  private static final class Fields implements TextMapGetter<Headers> {

    /** Of no use any more, but a server's older API may ask for it. */
    @Override
    @SuppressWarnings("deprecation")
    public Iterable<String> keys(Headers headers) {
      List<String> names = new ArrayList<>();
      headers.forEach(field -> names.add(field.name()));
      return names;
    }

    @Override
    public @Nullable String get(@Nullable Headers headers, String name) {
      return headers == null ? null : headers.joined(name).orElse(null);
    }
  }

  /** Begins with the request, however long ago that was. */
  Spans begin(Request request, @Nullable ProxyRule rule) {
    Context parent = propagator.extract(Context.root(), request.headers(), new Fields());
    String method = HttpAttributes.named(request.method());
    String route = rule == null ? null : ProxyNames.of(rule);
    SpanBuilder builder =
        tracer
            .spanBuilder(route == null ? method : method + " " + route)
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent)
            .setStartTimestamp(request.received())
            .setAttribute(HttpAttributes.METHOD, HttpAttributes.method(request.method()))
            .setAttribute(HttpAttributes.PATH, request.rawPath())
            .setAttribute(HttpAttributes.SCHEME, request.connection().scheme())
            .setAttribute(HttpAttributes.CLIENT, AddressText.of(request.client()))
            .setAttribute(
                HttpAttributes.SERVER_PORT, (long) request.connection().local().getPort());
    String version = HttpAttributes.version(request.protocol());
    if (!version.isEmpty()) {
      builder.setAttribute(HttpAttributes.VERSION, version);
    }
    if (route != null) {
      builder.setAttribute(HttpAttributes.ROUTE, route);
    }
    if (!HttpAttributes.method(request.method()).equals(request.method())) {
      builder.setAttribute(HttpAttributes.METHOD_ORIGINAL, request.method());
    }
    request.host().name().ifPresent(n -> builder.setAttribute(HttpAttributes.SERVER, n.host()));
    String agent = request.headers().get("User-Agent");
    if (agent != null) {
      builder.setAttribute(HttpAttributes.USER_AGENT, agent);
    }
    Span span = builder.startSpan();
    request.notes().put(TraceParent.NOTE, span.getSpanContext().getTraceId());
    return new Spans(span, parent);
  }

  /** Ends with the request. Only what the server is to blame for makes it an error. */
  void end(Span span, Completed completed) {
    span.setAttribute(HttpAttributes.STATUS, (long) completed.status());
    Attempts attempts = completed.attempts();
    Failure.Kind failure = attempts == null ? null : attempts.failure();
    if (completed.status() >= 500) {
      span.setStatus(StatusCode.ERROR);
      String status = Integer.toString(completed.status());
      span.setAttribute(HttpAttributes.ERROR, failure == null ? status : failure.label());
    } else if (completed.aborted()) {
      span.setAttribute(HttpAttributes.ERROR, "aborted");
    }
    span.end(completed.request().received().plus(completed.elapsed()));
  }
}
