package io.torii.observe.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** The spans of one request that are open. One thread at a time. */
final class Spans {

  private final Span server;
  private final Context within;
  private @Nullable Span client;

  Spans(Span server, Context parent) {
    this.server = server;
    this.within = parent.with(server);
  }

  Span server() {
    return server;
  }

  /** What client spans stand in. */
  Context within() {
    return within;
  }

  void opened(Span span) {
    client = span;
  }

  /** The span of the attempt under way; one that records nothing if there is none. */
  Span client() {
    Span open = client;
    return open == null ? Span.getInvalid() : open;
  }
}
