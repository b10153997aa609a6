package io.torii.upstream;

import io.torii.config.TransportConfig;
import io.torii.exchange.Failure.Kind;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The wait for a member to say that it wants the body of a request whose head it has (RFC 9110
 * §10.1.1). With {@code ping} it has to. Without, it may say nothing: many do not know of 100, and
 * then get the body all the same.
 */
final class Continuation {

  /** How long a client waits that is curl; {@code timeout} if that is shorter. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final MemberConnection connection;
  private final ResponseHeads heads;
  private final TransportConfig transport;

  Continuation(MemberConnection connection, ResponseHeads heads, TransportConfig transport) {
    this.connection = connection;
    this.heads = heads;
    this.transport = transport;
  }

  /**
   * Waits.
   *
   * @return the final response, if the member gives it instead of wanting the body; else null
   * @throws ExchangeFailed if it breaks off, or with {@code ping} says nothing in time
   */
  @Nullable ResponseHead await() throws ExchangeFailed {
    connection.patience(transport.ping().orElse(transport.timeout()).toNanos());
    try {
      ResponseHead head;
      do {
        if (transport.ping().isEmpty() && !speaks()) {
          return null;
        }
        head = heads.next(Kind.NO_CONTINUE);
      } while (head.interim() && head.status() != 100);
      return head.interim() ? null : head;
    } finally {
      connection.patience(transport.timeout().toNanos());
    }
  }

  /** False if not a byte comes in time, which unlike elsewhere breaks nothing. */
  private boolean speaks() throws ExchangeFailed {
    InputBuffer input = connection.input();
    if (input.hasBytes()) {
      return true;
    }
    Duration timeout = transport.timeout();
    Duration wait = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
    connection.patience(wait.plus(LONGEST).toNanos()); // the socket's own limit comes first
    try {
      return fill(input, connection.channel().socket(), wait);
    } catch (IOException e) {
      throw heads.failed(e, Kind.NO_CONTINUE);
    } finally {
      connection.patience(timeout.toNanos());
    }
  }

  /** The end of the stream counts as speaking: reading on tells what it means. */
  private static boolean fill(InputBuffer input, Socket socket, Duration wait) throws IOException {
    socket.setSoTimeout((int) Math.max(1, wait.toMillis()));
    boolean spoke = true;
    try {
      input.fill();
    } catch (LateException e) {
      throw e;
    } catch (SocketTimeoutException e) {
      spoke = false;
    }
    socket.setSoTimeout(0);
    return spoke;
  }
}
