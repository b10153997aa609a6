package io.torii.upstream;

/**
 * The connections to one member.
 *
 * @param leased carrying a request now
 * @param idle open and waiting for one
 * @param pending requests that wait for one
 * @param max the most there may be; 0 for no limit
 */
public record PoolStats(int leased, int idle, int pending, int max) {

  /** With nobody waiting. */
  public PoolStats(int leased, int idle, int max) {
    this(leased, idle, 0, max);
  }
}
