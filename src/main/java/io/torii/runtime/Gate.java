package io.torii.runtime;

import io.torii.balancer.Balancers;
import io.torii.config.Loaded;
import io.torii.config.ProxyConfig;
import io.torii.exchange.Gateway;
import io.torii.exchange.Generation;
import io.torii.health.HealthChecker;
import io.torii.observe.LogWriter;
import io.torii.upstream.HttpUpstream;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running product: the configuration in use, the live state behind it, and how the one is
 * exchanged while the other goes on. Safe for several threads.
 */
public final class Gate implements Gateway, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final Supplier<Loaded> loader;
  private final Balancers balancers;
  private final HttpUpstream upstream;
  private final HealthChecker checker;
  private final LogWriter logs;
  private final GenerationFactory factory;
  private final InFlight inFlight = new InFlight();
  private volatile Generation current;
  private volatile Lifecycle lifecycle = Lifecycle.STARTING;

  /** What must agree before a new configuration is taken: whoever listens for us. */
  @FunctionalInterface
  public interface Listeners {

    /**
     * Listens as the configuration says, or leaves everything as it is.
     *
     * @throws Exception if it cannot; the message is for the user
     */
    void listen(ProxyConfig config) throws Exception;

    /** A container listens for us. */
    static Listeners container() {
      return config -> {};
    }
  }
}
