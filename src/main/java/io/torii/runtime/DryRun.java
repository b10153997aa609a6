package io.torii.runtime;

import io.torii.balancer.Balancers;
import io.torii.balancer.TimeSource;
import io.torii.config.ProxyConfig;
import io.torii.config.ServerSettings.LogLevel;
import io.torii.diagnosis.Diagnosis;
import io.torii.diagnosis.Finding;
import io.torii.diagnosis.Scene;
import io.torii.exchange.EventLog;
import io.torii.exchange.Explainer;
import io.torii.exchange.Tunnels;
import io.torii.exchange.Upstream;
import io.torii.rule.Request;
import io.torii.rule.condition.Notices;
import io.torii.upstream.HttpUpstream;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A configuration to ask questions of, without a server. */
public final class DryRun {

  private DryRun() {}

  /**
   * Somebody who explains requests under this configuration, its members as they start: no threads,
   * no connection.
   */
  public static Explainer explainer(ProxyConfig config) {
    Balancers balancers = balancers(config);
    Upstream nowhere =
        (member, request, interim) -> {
          throw new IllegalStateException("a dry run sends nothing");
        };
    Tunnels none = new Tunnels(Runnable::run, System::nanoTime);
    return new GenerationFactory(
            false, nowhere, Observers.NONE, none, new Silence(), Product.selfName(), Notices.NONE)
        .explainer(config, balancers.current());
  }

  /**
   * What is wrong with this configuration and with the members that it names, which are connected
   * to; there is no traffic to judge by.
   */
  public static List<Finding> diagnose(ProxyConfig config) {
    try (HttpUpstream upstream = new HttpUpstream()) {
      Scene scene =
          Scene.of(
              config,
              balancers(config).current().values(),
              false,
              upstream::secure,
              Optional.empty());
      return new Diagnosis().run(scene, Optional.empty());
    }
  }

  private static Balancers balancers(ProxyConfig config) {
    Balancers balancers = new Balancers(TimeSource.system(), RandomGenerator.getDefault());
    balancers.apply(config.balancers().values(), config.heartbeat().orElse(null));
    return balancers;
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
