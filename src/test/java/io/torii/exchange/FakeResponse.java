package io.torii.exchange;

import io.torii.http.Headers;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A member's response whose body has been read to its end. */
record FakeResponse(int status, Headers headers, @Nullable Headers trailers)
    implements MemberResponse {

  @Override
  public String reason() {
    return "";
  }

  @Override
  public @Nullable InputStream body() {
    return null;
  }

  @Override
  public @Nullable MemberStream switched() {
    return null;
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  public long bytesSent() {
    return 0;
  }

  @Override
  public int sourcePort() {
    return 0;
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  @Override
  public void abandon() {
    // Nothing is open.
  }
}
