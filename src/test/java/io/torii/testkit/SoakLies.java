package io.torii.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A member that does not keep what it says, while it is told to lie: every other answer. */
public final class SoakLies {

  /** Promised at least, so that something is missing of it. */
  private static final int LEAST = 1_000;

  private static final int SHORT = 2_000;

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private final AtomicInteger surplus = new AtomicInteger();
  private volatile boolean lying;

  /** What may be wrong about an answer. */
  private enum Lie {
    SHORT_LENGTH,
    RESET_WITHIN,
    SHORT_CHUNKED,
    BAD_CHUNK,
    STALL_WITHIN,
    CLOSE_BEFORE,
    RESET_BEFORE,
    BAD_STATUS_LINE,
    SURPLUS,
    STALL_BEFORE
  }

  /** Whether it lies from now on. */
  public void lie(boolean now) {
    lying = now;
  }

  /** How many lies a client may have noticed. */
  public int told() {
    return told.get();
  }

  /** How many answers had another one behind them, which nobody must get. */
  public int surplus() {
    return surplus.get();
  }

  /**
   * Answers with a lie if it is time for one.
   *
   * @return false if the truth remains to be told
   */
  boolean answer(Wire wire, String name, int seed, int size) throws IOException {
    int number = asked.getAndIncrement();
    if (!lying || number % 2 == 0) {
      return false;
    }
    Lie lie = Lie.values()[number / 2 % Lie.values().length];
    if (lie == Lie.SURPLUS) {
      if (size > SHORT) { // whether it comes with the answer is certain for short ones alone
        return false;
      }
      surplus.incrementAndGet();
      String body = new String(SoakBody.of(seed, size), StandardCharsets.ISO_8859_1);
      wire.send(
          "HTTP/1.1 200 OK\r\nX-Member: %s\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(name, size, body)
              + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad");
      return true;
    }
    told.incrementAndGet();
    tell(lie, wire, "X-Member: " + name + "\r\n", SoakBody.of(seed, Math.max(size, LEAST)));
    wire.close();
    return true;
  }

  private static void tell(Lie lie, Wire wire, String fields, byte[] body) throws IOException {
    byte[] half = Arrays.copyOf(body, body.length / 2);
    boolean before = lie.name().toLowerCase(Locale.ROOT).endsWith("before");
    boolean chunked = lie == Lie.SHORT_CHUNKED || lie == Lie.BAD_CHUNK;
    if (lie == Lie.BAD_STATUS_LINE) {
      wire.send("HELLO\r\n\r\n");
    } else if (!before) {
      String framing =
          chunked
              ? "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(half.length) + "\r\n"
              : "Content-Length: " + body.length + "\r\n\r\n";
      wire.send("HTTP/1.1 200 OK\r\n" + fields + framing);
      wire.send(half);
    }
    switch (lie) {
      case SHORT_CHUNKED -> wire.send("\r\n");
      case BAD_CHUNK -> wire.send("\r\nxyz\r\n");
      case STALL_BEFORE, STALL_WITHIN -> wire.untilClosed();
      case RESET_BEFORE, RESET_WITHIN -> wire.reset();
      default -> {
        // closing does it
      }
    }
  }
}
