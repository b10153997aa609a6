package io.torii.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The connections kept to one member.
 *
 * @param min connections that are kept although idle, at least 0 (default 0)
 * @param max most connections at a time; 0 (the default) for as many as there are request threads
 * @param smax idle connections above this are closed after {@code ttl}; {@code max} by default
 * @param ttl how long an idle connection may still be used; unlimited by default
 * @param acquire how long a request waits for a connection; unlimited by default. When it is over
 *     the request fails over, and without another member gets 503
 * @param reuse false to close each connection after its request ({@code disablereuse=On})
 */
public record PoolConfig(
    int min, int max, int smax, Optional<Duration> ttl, Optional<Duration> acquire, boolean reuse) {

  public static final PoolConfig DEFAULT =
      new PoolConfig(0, 0, 0, Optional.empty(), Optional.empty(), true);
}
