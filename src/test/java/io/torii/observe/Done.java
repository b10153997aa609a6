package io.torii.observe;

import io.torii.exchange.Completed;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that is over, one property at a time. */
final class Done {

  private final Request request;
  private final Headers headers = new Headers();
  private @Nullable Headers trailersIn;
  private @Nullable Headers trailersOut;
  private int original = 200;
  private int status = 200;
  private long bodyBytes;
  private long bytesIn;
  private long bytesOut;
  private Duration elapsed = Duration.ZERO;
  private Duration firstByte = Duration.ZERO;
  private boolean aborted;
  private boolean keptAlive = true;
  private boolean errorLogged;
  private Optional<String> handler = Optional.empty();

  Done(Request request) {
    this.request = request;
  }

  Done status(int first, int last) {
    original = first;
    status = last;
    return this;
  }

  Done answered(String name, String value) {
    headers.add(name, value);
    return this;
  }

  Done trailers(Headers in, Headers out) {
    trailersIn = in;
    trailersOut = out;
    return this;
  }

  Done body(long bytes) {
    bodyBytes = bytes;
    return this;
  }

  Done bytes(long in, long out) {
    bytesIn = in;
    bytesOut = out;
    return this;
  }

  Done took(Duration first, Duration last) {
    firstByte = first;
    elapsed = last;
    return this;
  }

  Done aborted() {
    aborted = true;
    return this;
  }

  Done closed() {
    keptAlive = false;
    return this;
  }

  Done by(String name) {
    handler = Optional.of(name);
    return this;
  }

  Done errorLogged() {
    errorLogged = true;
    return this;
  }

  Completed make() {
    return new Completed(
        request,
        new Decision.Status(request.host().settings()),
        null,
        original,
        status,
        headers,
        trailersIn,
        trailersOut,
        bodyBytes,
        bytesIn,
        bytesOut,
        elapsed,
        firstByte,
        aborted,
        keptAlive,
        handler,
        errorLogged);
  }
}
