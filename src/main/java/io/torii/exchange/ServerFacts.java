package io.torii.exchange;

import io.torii.balancer.Balancer;
import java.time.Instant;
import java.util.Collection;

/** What the status page tells of the process; it can be asked at any time, by any thread. */
public interface ServerFacts {

  /** When the process, or the application, started. */
  Instant started();

  /** Requests that are over. */
  long requests();

  /** Bytes that have gone to clients for them, heads included. */
  long bytesSent();

  /** Requests that are being served, the one that asks included. */
  long busy();

  /** In the order of the configuration. */
  Collection<Balancer> balancers();
}
