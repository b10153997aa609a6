package io.torii.standalone;

/**
 * How much may be going on at a time so that the heap never overflows: whoever comes on top of it
 * waits, where the whole process would end otherwise. Sizes are in bytes, as counted in heap dumps
 * and rounded up.
 */
final class HeapShare {

  /** Classes, configuration, and what the collector needs to move about. */
  private static final long BASE = 32L << 20;

  /** A connection between two requests. */
  private static final long PLAIN = 12L << 10;

  /** TLS has four buffers of the length of a record. */
  private static final long SECURE = 80L << 10;

  /** A request, beside the heads for which room is set aside, while its client hardly reads. */
  private static final long REQUEST = 90L << 10;

  private final long heap;

  /** Of a heap that may grow to so many bytes. */
  HeapShare(long most) {
    heap = Math.max(most - BASE, most / 4);
  }

  /** How many clients may be connected: three tenths are for them. */
  int connections(boolean secure) {
    return share(heap / 10 * 3, connection(secure));
  }

  /**
   * How many requests may be served beside the connections that there are: as many as fit, but for
   * a fifteenth part that is left to long buffers and to the collector.
   *
   * @param connections what these take, in bytes
   */
  int requests(HeadSizes heads, long connections) {
    return share(heap / 15 * 14 - connections, (long) heads.request() + heads.response() + REQUEST);
  }

  /** What a connection takes, in bytes. */
  static long connection(boolean secure) {
    return secure ? SECURE : PLAIN;
  }

  private static int share(long all, long each) {
    return (int) Math.max(1, Math.min(all / each, Integer.MAX_VALUE));
  }
}
