package io.torii.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What both ends of a soak know without telling each other: a body by its seed. */
public final class SoakBody {

  /** The longest that a soak asks for. */
  public static final int LARGEST = 2 << 20;

  /** The longest that there is. */
  public static final int LONGEST = 4 << 20;

  /** How many events a stream of them has. */
  public static final int EVENTS = 12;

  private static final int STARTS = 1 << 20;
  private static final byte[] MATERIAL = material();

  private SoakBody() {}

  private static byte[] material() {
    byte[] bytes = new byte[STARTS + LONGEST];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return bytes;
  }

  /** The bytes of that seed; a shorter body is the beginning of a longer one. */
  public static byte[] of(int seed, int size) {
    return Arrays.copyOfRange(MATERIAL, start(seed), start(seed) + size);
  }

  /** The same, to be read where it is: a thousand of them take no memory. */
  public static ByteBuffer view(int seed, int size) {
    return ByteBuffer.wrap(MATERIAL, start(seed), size).asReadOnlyBuffer();
  }

  private static int start(int seed) {
    return Math.floorMod(seed * 4099, STARTS);
  }

  /** The event of that number in the stream of that seed. */
  public static byte[] event(int seed, int number) {
    return "id: %d\ndata: %d\n\n"
        .formatted(number, seed * 31L + number)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
