package io.torii.standalone;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * One client's requests over HTTP/1. A client that falls silent within a head, or takes too long
 * for it, is answered 408 (RFC 9110 §15.5.9), where the container would close without a word; one
 * that has not begun a request is not, since nobody asked.
 *
 * <p>What is left of a body after its answer is read and dropped for {@link #LINGER_MILLIS}: a
 * connection that were closed before would take the answer with it (RFC 9112 §9.6), and a client
 * that sent for ever would have a thread for ever. One that is through by then keeps its
 * connection.
 */
final class ClientProcessor extends Http11Processor {

  /** As long as httpd waits for a client that it leaves. */
  private static final long LINGER_MILLIS = 2_000;

  /** More than a client sends that drips. */
  private static final int DROPPED = 16 * 1024;

  private final ListenerProtocol protocol;
  private final Adapter draining;

  ClientProcessor(ListenerProtocol protocol, Adapter adapter) {
    super(protocol, adapter);
    this.protocol = protocol;
    draining = new DrainingAdapter(adapter, this::drain);
  }

  @Override
  public Adapter getAdapter() {
    return draining;
  }

  private void drain() {
    SocketWrapperBase<?> client = getSocketWrapper();
    boolean more =
        !isRequestBodyFullyRead()
            && !isAsync()
            && !isUpgrade()
            && !getErrorState().isError()
            && !refusesExpected();
    // One that has been closed meanwhile has another channel in its place.
    if (client.getSocket() instanceof KeptClient.Held held) {
      if (more) {
        drain(client, held.client());
      }
      held.client().answered();
    }
  }

  private void drain(SocketWrapperBase<?> client, KeptClient kept) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
    kept.readUntil(until);
    Dropped dropped = new Dropped();
    try {
      int read = 0;
      while (read >= 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        client.setReadTimeout(Math.max(1, left)); // the container sets its own for the next head
        read = request.doRead(dropped);
      }
    } catch (IOException e) {
      setErrorState(ErrorState.CLOSE_CONNECTION_NOW, e);
    } finally {
      kept.readOn();
    }
  }

  /** Then the container closes at once: the client was told, and waits before it sends. */
  private boolean refusesExpected() {
    int status = response.getStatus();
    return request.hasExpectation() && (status < 200 || status > 299);
  }

  @Override
  public SocketState process(SocketWrapperBase<?> client, SocketEvent event) throws IOException {
    // Between two requests a connection has no processor: this one has read a part of a head.
    boolean silent =
        event == SocketEvent.ERROR && client.getError() instanceof SocketTimeoutException;
    boolean late = silent || (event == SocketEvent.OPEN_READ && drips(client));
    return late && !isAsync() && !isUpgrade() ? late() : super.process(client, event);
  }

  /** Whether its head takes too long; what it has sent just now is taken, or it would be reset. */
  private boolean drips(SocketWrapperBase<?> client) throws IOException {
    if (client.getSocket() instanceof KeptClient.Held held
        && held.client().asksFor(protocol.headTime())) {
      held.read(ByteBuffer.allocate(DROPPED));
      return true;
    }
    return false;
  }

  private SocketState late() throws IOException {
    response.setStatus(408);
    setErrorState(ErrorState.CLOSE_CLEAN, null);
    try {
      getAdapter().service(request, response);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
    return SocketState.CLOSED;
  }

  /** The piece of a body that was read last: the container asks for it, and nobody else does. */
  private static final class Dropped implements ApplicationBufferHandler {

    private ByteBuffer piece = EMPTY_BUFFER;

    @Override
    public void setByteBuffer(ByteBuffer read) {
      piece = read;
    }

    @Override
    public ByteBuffer getByteBuffer() {
      return piece;
    }

    @Override
    public void expand(int size) {
      throw new UnsupportedOperationException("nothing is kept");
    }
  }
}
