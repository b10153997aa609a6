package io.torii.runtime;

import io.torii.balancer.Balancers;
import io.torii.balancer.TimeSource;
import io.torii.config.ProxyConfig;
import io.torii.config.ServerSettings.LogLevel;
import io.torii.exchange.AttemptObserver;
import io.torii.exchange.EventLog;
import io.torii.exchange.Explainer;
import io.torii.exchange.Tunnels;
import io.torii.exchange.Upstream;
import io.torii.rule.Request;
import io.torii.rule.condition.Notices;
import java.util.random.RandomGenerator;

/** A configuration to ask questions of: no server, no threads, no connection. */
public final class DryRun {

  private DryRun() {}

  /** Somebody who explains requests under this configuration, its members as they start. */
  public static Explainer explainer(ProxyConfig config) {
    Balancers balancers = new Balancers(TimeSource.system(), RandomGenerator.getDefault());
    balancers.apply(config.balancers().values(), config.heartbeat().orElse(null));
    Upstream nowhere =
        (member, request, interim) -> {
          throw new IllegalStateException("a dry run sends nothing");
        };
    Tunnels none = new Tunnels(Runnable::run, System::nanoTime);
    return new GenerationFactory(
            false,
            nowhere,
            AttemptObserver.NONE,
            none,
            new Silence(),
            Product.selfName(),
            Notices.NONE)
        .explainer(config, balancers.current());
  }

  private static final class Silence implements EventLog {

    @Override
    public boolean log(
        LogLevel level, String module, Request request, String code, String message) {
      return false;
    }

    @Override
    public boolean enabled(LogLevel level, String module, Request request) {
      return false;
    }
  }
}
