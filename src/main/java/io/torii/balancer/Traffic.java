package io.torii.balancer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes to and from a member, and its errors: lifetime totals that only grow, as metrics want them,
 * and beside the bytes the offset that the bytraffic method compares with. Setting the offset makes
 * a member even with the others without falsifying what is shown.
 */
public final class Traffic {

  private final AtomicLong transferred = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
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

  /** Counts an attempt that failed, or that the member answered with 5xx. */
  public void addError() {
    errors.incrementAndGet();
  }

  /** Attempts that failed and answers of 5xx since it was added. */
  public long errors() {
    return errors.get();
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
