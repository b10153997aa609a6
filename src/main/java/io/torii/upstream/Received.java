package io.torii.upstream;

import io.torii.exchange.MemberResponse;
import io.torii.http.Headers;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A response whose head has come. */
final class Received implements MemberResponse {

  private final ResponseHead head;
  private final @Nullable ResponseBody body;
  private final Lease lease;
  private final long bytesSent;
  private final int sourcePort;

  /** Without a body, the lease is over already. */
  Received(ResponseHead head, @Nullable ResponseBody body, Lease lease, long sent, int port) {
    this.head = head;
    this.body = body;
    this.lease = lease;
    this.bytesSent = sent;
    this.sourcePort = port;
  }

  @Override
  public int status() {
    return head.status();
  }

  @Override
  public String reason() {
    return head.reason();
  }

  @Override
  public Headers headers() {
    return head.headers();
  }

  @Override
  public @Nullable InputStream body() {
    return body;
  }

  @Override
  public long bytesRead() {
    return body == null ? 0 : body.count();
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
    if (body != null) {
      body.close();
    }
  }

  @Override
  public void abandon() {
    lease.discard();
  }
}
