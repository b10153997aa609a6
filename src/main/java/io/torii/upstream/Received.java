package io.torii.upstream;

import io.torii.exchange.MemberResponse;
import io.torii.exchange.MemberStream;
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
  private final @Nullable MemberStream switched;

  /** Without a body, the lease is over already. */
  Received(ResponseHead head, @Nullable ResponseBody body, Lease lease, long sent) {
    this(head, body, lease, sent, null);
  }

  private Received(
      ResponseHead head,
      @Nullable ResponseBody body,
      Lease lease,
      long sent,
      @Nullable MemberStream switched) {
    this.head = head;
    this.body = body;
    this.lease = lease;
    this.bytesSent = sent;
    this.sourcePort = lease.connection().localPort();
    this.switched = switched;
  }

  /** A 101: the lease goes on. */
  static Received switched(ResponseHead head, Lease lease) {
    return new Received(head, null, lease, 0, new SwitchedStream(lease));
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
  public @Nullable Headers trailers() {
    return body == null ? null : body.trailers();
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
  public @Nullable MemberStream switched() {
    return switched;
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
