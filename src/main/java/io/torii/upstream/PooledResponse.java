package io.torii.upstream;

import io.torii.exchange.MemberResponse;
import io.torii.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * A response on a pooled connection. The connection goes back as soon as the last byte is read,
 * before a slow client has taken it.
 */
final class PooledResponse implements MemberResponse {

  private final MemberPool pool;
  private final ConnectionEndpoint endpoint;
  private final ClassicHttpResponse response;
  private final Headers headers;
  private final @Nullable InputStream body;
  private final long bytesSent;
  private final int sourcePort;
  private final boolean keep;
  private long bytesRead;
  private boolean released;

  PooledResponse(
      MemberPool pool,
      ConnectionEndpoint endpoint,
      ClassicHttpResponse response,
      Driver driver,
      MemberConnection connection,
      boolean close)
      throws IOException {
    this.pool = pool;
    this.endpoint = endpoint;
    this.response = response;
    this.headers = Driver.headers(response);
    this.bytesSent = driver.sent();
    this.sourcePort = connection.localPort();
    boolean framedTwice =
        headers.contains("Transfer-Encoding") && headers.contains("Content-Length");
    if (framedTwice) {
      // RFC 9112 §6.3: what follows on this connection cannot be trusted.
      headers.remove("Content-Length");
    }
    HttpEntity entity = response.getEntity();
    boolean toTheEnd = entity != null && entity.getContentLength() < 0 && !entity.isChunked();
    keep = !close && driver.complete() && persistent() && !framedTwice && !toTheEnd;
    body = entity == null ? null : new Body(entity.getContent(), entity.getContentLength());
    if (body == null) {
      release(keep);
    }
  }

  @Override
  public int status() {
    return response.getCode();
  }

  @Override
  public String reason() {
    return response.getReasonPhrase() == null ? "" : response.getReasonPhrase();
  }

  @Override
  public Headers headers() {
    return headers;
  }

  @Override
  public @Nullable InputStream body() {
    return body;
  }

  @Override
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public long bytesSent() {
    return bytesSent;
  }

  @Override
  public int sourcePort() {
    return sourcePort;
  }

  @Override
  public void close() {
    release(false);
  }

  @Override
  public void abandon() {
    release(false);
  }

  private boolean persistent() {
    if (response.getVersion() != null && response.getVersion().lessEquals(HttpVersion.HTTP_1_0)) {
      return false;
    }
    for (String value : headers.all("Connection")) {
      for (String option : value.toLowerCase(Locale.ROOT).split(",", -1)) {
        if (option.strip().equals("close")) {
          return false;
        }
      }
    }
    return true;
  }

  private void release(boolean reuse) {
    if (!released) {
      released = true;
      pool.release(endpoint, reuse);
    }
  }

  /** Counts, and gives the connection back at the end. */
  private final class Body extends InputStream {

    private final InputStream in;
    private final long length;
    private boolean ended;

    Body(InputStream in, long length) {
      this.in = in;
      this.length = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int n = read(one, 0, 1);
      return n < 0 ? n : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int size) throws IOException {
      if (ended) {
        return -1;
      }
      int n = in.read(bytes, offset, size);
      if (n > 0) {
        bytesRead += n;
      }
      if (n < 0 || bytesRead == length) {
        ended = true;
        release(keep);
      }
      return n;
    }

    @Override
    public int available() throws IOException {
      return ended ? 0 : in.available();
    }
  }
}
