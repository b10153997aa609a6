package io.torii.balancer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes to and from a member: lifetime totals that only grow, as metrics want them, and beside them
 * the offset that the bytraffic method compares with. Setting the offset makes a member even with
 * the others without falsifying what is shown.
 */
public final class Traffic {

  private final AtomicLong transferred = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private volatile long transferredOffset;
  private volatile long readOffset;

  /** Counts bytes sent to the member. */
  public void addTransferred(long bytes) {
    transferred.addAndGet(bytes);
  }

  /** Counts bytes read from the member. */
  public void addRead(long bytes) {
    read.addAndGet(bytes);
  }

  /** Bytes sent to it since it was added. */
  public long transferred() {
    return transferred.get();
  }

  /** Bytes read from it since it was added. */
  public long read() {
    return read.get();
  }

  /** What bytraffic counts as sent to the member. */
  long countedTransferred() {
    return transferred.get() + transferredOffset;
  }

  /** What bytraffic counts as read from the member. */
  long countedRead() {
    return read.get() + readOffset;
  }

  /** Makes bytraffic count from these values on. */
  void countFrom(long newTransferred, long newRead) {
    transferredOffset = newTransferred - transferred.get();
    readOffset = newRead - read.get();
  }
}
