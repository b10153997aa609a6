package io.torii.exchange;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client and a member that have agreed on another protocol, and the bytes between them. What the
 * client sends is handed in by whoever reads it, one call at a time; what the member sends is
 * copied by a thread of its own. Each direction waits for its taker, so that no more than a buffer
 * of it is ever held. Safe for several threads.
 *
 * <p>When one side ends its half the other is told and may go on; when both have, or one of them
 * breaks off, or neither says anything for too long, it is over (httpd's ap_proxy_tunnel_run).
 */
public final class Tunnel {

  private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);

  /** Enough for what idle connections say; thousands of them wait with one. */
  private static final int LEAST_BUFFER = 512;

  private static final int MOST_BUFFER = 16 * 1024;

  private final MemberStream member;
  private final Terms terms;
  private final Tunnels tunnels;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Runnable> whenOver = new ArrayList<>();
  private volatile long lastByte;
  private volatile boolean idled;
  private @Nullable TunnelClient client;
  private boolean clientEnded;
  private boolean memberEnded;
  private boolean closed;
  private boolean over;

  /**
   * What holds for one.
   *
   * @param idle how long neither side need say anything
   * @param halfClose whether one side may end before the other
   * @param traffic is told of bytes as they pass
   */
  record Terms(Duration idle, boolean halfClose, Traffic traffic) {}

  /** Counts the bytes of a member. */
  interface Traffic {
    void toMember(int bytes);

    void fromMember(int bytes);
  }

  Tunnel(MemberStream member, Terms terms, Tunnels tunnels) {
    this.member = member;
    this.terms = terms;
    this.tunnels = tunnels;
    this.lastByte = tunnels.nanoTime();
  }

  /** Starts to send the client what the member says. Once; the 101 is on its way before. */
  public void open(TunnelClient to) {
    boolean late;
    synchronized (this) {
      client = to;
      late = closed;
    }
    if (late) {
      to.close();
    } else {
      later(() -> copyTo(to));
    }
  }

  /** Does something that may wait; if it fails the tunnel is closed. */
  public void later(Step step) {
    tunnels.execute(
        () -> {
          try {
            step.run();
          } catch (IOException | RuntimeException e) {
            broken(e);
          }
        });
  }

  /** Something that moves bytes. */
  @FunctionalInterface
  public interface Step {
    void run() throws IOException;
  }

  /** How long neither side need say anything. */
  public Duration idle() {
    return terms.idle();
  }

  /**
   * The client has sent bytes; waits until the member has taken them.
   *
   * @throws IOException if the member does not
   */
  public void received(byte[] from, int offset, int length) throws IOException {
    lastByte = tunnels.nanoTime();
    received.addAndGet(length);
    member.write(from, offset, length);
    terms.traffic().toMember(length);
    lastByte = tunnels.nanoTime();
  }

  private void copyTo(TunnelClient to) throws IOException {
    byte[] buffer = new byte[LEAST_BUFFER];
    for (int n = member.read(buffer); n >= 0; n = member.read(buffer)) {
      lastByte = tunnels.nanoTime();
      terms.traffic().fromMember(n);
      to.write(buffer, 0, n);
      sent.addAndGet(n);
      lastByte = tunnels.nanoTime();
      if (n == buffer.length && n < MOST_BUFFER) {
        buffer = new byte[Math.min(n * 4, MOST_BUFFER)];
      }
    }
    boolean last;
    synchronized (this) {
      memberEnded = true;
      last = clientEnded || !terms.halfClose();
    }
    if (last || !to.endOutput()) {
      close();
    }
  }

  /** The client has ended its half, behind what it has sent. */
  public void clientEnded() {
    boolean last;
    synchronized (this) {
      if (clientEnded) {
        return;
      }
      clientEnded = true;
      last = memberEnded || !terms.halfClose();
    }
    try {
      if (last) {
        close();
      } else {
        member.endOutput();
      }
    } catch (IOException e) {
      broken(e);
    }
  }

  /** One of the two connections has broken: the other one goes with it. */
  public void broken(Throwable cause) {
    LOG.debug("a tunnel has broken: {}", cause.toString());
    close();
  }

  /** Ends it at once, if it is not over; the two sides see their connections end. */
  public void close() {
    TunnelClient at;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      at = client;
    }
    member.close();
    if (at != null) {
      at.close();
    }
    finish();
  }

  private void finish() {
    List<Runnable> actions;
    synchronized (this) {
      over = true;
      actions = List.copyOf(whenOver);
    }
    tunnels.forget(this);
    actions.forEach(Runnable::run);
    end.countDown();
  }

  /** Has something done when it is over, in the order of the calls; at once if it is. */
  void whenOver(Runnable action) {
    synchronized (this) {
      if (!over) {
        whenOver.add(action);
        return;
      }
    }
    action.run();
  }

  /** Waits until it is over; false if the time was over, or the thread interrupted, before. */
  public boolean awaitEnd(Duration most) {
    try {
      return end.await(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Closes it if neither side has said anything for too long. */
  void expire(long now) {
    if (!idled && now - lastByte > terms.idle().toNanos()) {
      idled = true;
      later(this::close);
    }
  }

  /** True if it was closed because nobody said anything. */
  boolean idled() {
    return idled;
  }

  /** Bytes that came from the client. */
  long fromClient() {
    return received.get();
  }

  /** Bytes that went to the client. */
  long toClient() {
    return sent.get();
  }
}
