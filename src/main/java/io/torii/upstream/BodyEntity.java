package io.torii.upstream;

import io.torii.exchange.RequestBody;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * A client's body as HttpClient wants to have it, with an eye on what the member says meanwhile.
 */
final class BodyEntity extends AbstractHttpEntity {

  private final RequestBody body;
  private final MemberConnection connection;
  private long sent;
  private boolean whole;

  BodyEntity(RequestBody body, MemberConnection connection) {
    super((String) null, null, body.length() < 0);
    this.body = body;
    this.connection = connection;
  }

  /** The member has answered before it has seen the whole body; the rest is of no use to it. */
  static final class EarlyAnswerException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  long sent() {
    return sent;
  }

  /** True if the member has been sent all of it. */
  boolean whole() {
    return whole;
  }

  @Override
  public void writeTo(OutputStream member) throws IOException {
    body.writeTo(new Counting(member));
    whole = true;
  }

  @Override
  public long getContentLength() {
    return body.length();
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public boolean isStreaming() {
    return true;
  }

  @Override
  public InputStream getContent() {
    return InputStream.nullInputStream();
  }

  @Override
  public void close() {
    // The client's stream is the container's to close.
  }

  private final class Counting extends FilterOutputStream {

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      sent++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      // The first pieces are on their way before any answer can be.
      if (sent > 0 && connection.answersEarly()) {
        throw new EarlyAnswerException();
      }
      out.write(bytes, offset, length);
      sent += length;
    }

    @Override
    public void close() {
      // The framing stream behind it is ended by the connection.
    }
  }
}
