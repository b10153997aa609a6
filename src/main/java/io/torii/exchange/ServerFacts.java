package io.torii.exchange;

import io.torii.balancer.Balancer;
import io.torii.config.VirtualHost;
import java.time.Instant;
import java.util.List;

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

  /** Those of a virtual host, its own and the main server's, in the order of the configuration. */
  List<Balancer> balancers(VirtualHost host);
}
