package io.torii.servlet;

import io.torii.exchange.Tunnel;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a tunnel. The container tells of bytes, so that a client who says nothing
 * has no thread; they are read a buffer at a time, and the next one when the member has taken it.
 * Containers make it themselves, hence it is public.
 */
public final class TunnelHandler implements HttpUpgradeHandler, ReadListener {

  private static final int BUFFER = 16 * 1024;

  private @Nullable Tunnel tunnel;
  private UpgradedConnection.@Nullable Kind kind;
  private @Nullable UpgradedConnection client;
  private @Nullable ServletInputStream input;

  /** A buffer is on its way to the member, or about to be. */
  private volatile boolean writing;

  private volatile boolean ended;

  /** Says whose bytes these are; before the container calls {@link #init}. */
  void carry(Tunnel through, UpgradedConnection.Kind connections) {
    tunnel = through;
    kind = connections;
  }

  private Tunnel tunnel() {
    return Objects.requireNonNull(tunnel, "nobody has said which tunnel");
  }

  @Override
  public void init(WebConnection connection) {
    try {
      UpgradedConnection made = Objects.requireNonNull(kind).of(connection);
      made.patience(tunnel().idle());
      client = made;
      input = connection.getInputStream();
      input.setReadListener(this);
      tunnel().open(made);
    } catch (IOException | RuntimeException e) {
      tunnel().broken(e);
    }
  }

  /** The container has closed the connection, or is about to; what was read before goes on. */
  @Override
  public void destroy() {
    if (writing) {
      ended = true;
    } else if (tunnel != null) {
      tunnel.close();
    }
  }

  @Override
  public void onDataAvailable() {
    try {
      read();
    } catch (IOException | RuntimeException e) {
      tunnel().broken(e);
    }
  }

  private void read() throws IOException {
    ServletInputStream in = Objects.requireNonNull(input);
    UpgradedConnection from = Objects.requireNonNull(client);
    Optional<Executor> reader = from.reader();
    while (!writing && in.isReady()) {
      byte[] buffer = new byte[BUFFER];
      writing = reader.isPresent();
      int n = from.read(in, buffer);
      writing = writing && n > 0;
      if (n < 0) {
        end();
        return;
      }
      if (n == 0) {
        continue;
      }
      if (reader.isEmpty()) {
        tunnel().received(buffer, 0, n);
      } else {
        hand(buffer, n, reader.get());
      }
    }
    if (in.isFinished()) {
      end();
    }
  }

  /** Waits for the member elsewhere, and has reading go on where it must be done. */
  private void hand(byte[] buffer, int length, Executor reader) {
    tunnel()
        .later(
            () -> {
              tunnel().received(buffer, 0, length);
              reader.execute(this::handed);
            });
  }

  private void handed() {
    writing = false;
    if (ended) {
      end();
    } else {
      onDataAvailable();
    }
  }

  @Override
  public void onAllDataRead() {
    end();
  }

  private void end() {
    if (writing) {
      ended = true;
      return;
    }
    if (client != null && client.reader().isPresent()) {
      tunnel().later(tunnel()::clientEnded);
      return;
    }
    tunnel().clientEnded();
    boolean held = client != null && client.heldAfterEnd();
    while (held && !Thread.currentThread().isInterrupted()) {
      held = !tunnel().awaitEnd(tunnel().idle());
    }
  }

  /** Tomcat tells of the end of the stream so. */
  @Override
  public void onError(Throwable cause) {
    if (cause instanceof EOFException) {
      end();
    } else {
      tunnel().broken(cause);
    }
  }
}
