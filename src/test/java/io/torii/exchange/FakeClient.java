package io.torii.exchange;

import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.Visit;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A client that keeps what it gets. */
final class FakeClient implements ClientStream {

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  int status;
  Headers headers = new Headers();
  boolean aborted;
  @Nullable Headers trailers;

  /** The exchange of a request that was decided on, its clock standing still. */
  static Exchange exchange(Visit visit) {
    return new FakeClient().of(visit);
  }

  Exchange of(Visit visit) {
    Request request = visit.request();
    Decision decision = visit.decide(request);
    return new Exchange(request, decision, this, () -> 0, 0);
  }

  String text() {
    return received.toString(StandardCharsets.UTF_8);
  }

  @Override
  public InputStream input() {
    return InputStream.nullInputStream();
  }

  @Override
  public @Nullable Headers trailers() {
    return trailers;
  }

  @Override
  public void head(int code, Headers fields) {
    if (committed()) {
      throw new IllegalStateException("a second head");
    }
    status = code;
    headers = fields;
  }

  @Override
  public OutputStream output() {
    return received;
  }

  @Override
  public boolean committed() {
    return status != 0;
  }

  @Override
  public OptionalInt answered() {
    return OptionalInt.empty();
  }

  @Override
  public void abort() {
    aborted = true;
  }
}
