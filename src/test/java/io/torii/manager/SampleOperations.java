package io.torii.manager;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.torii.admin.Administration;
import io.torii.admin.Drains;
import io.torii.admin.Events;
import io.torii.admin.Running;
import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.balancer.TimeSource;
import io.torii.config.ConfigLoader;
import io.torii.config.LoadRequest;
import io.torii.config.Loaded;
import io.torii.exchange.Explainer;
import io.torii.exchange.ServerFacts;
import io.torii.observe.metrics.Latency;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A manager's means over a configuration of one rule, in which nothing runs. */
public class SampleOperations implements Operations {

  /** Nobody knows anything. */
  static final MemberFigures NO_FIGURES =
      new MemberFigures() {
        @Override
        public Optional<Latency> latency(Member member) {
          return Optional.empty();
        }

        @Override
        public Optional<PoolView> pool(Member member) {
          return Optional.empty();
        }

        @Override
        public Optional<X509Certificate> certificate(Member member) {
          return Optional.empty();
        }
      };

  private final Administration administration;
  private final Drains drains;

  public SampleOperations() {
    this(new Still(load()), new Events(InstantSource.system()));
  }

  /** Over what is changed by it. */
  public SampleOperations(Running running, Events events) {
    administration = new Administration(running, events, line -> {});
    drains = new Drains(administration, TimeSource.system());
  }

  private static Loaded load() {
    Map<String, String> properties = Map.of("torii.proxy-pass.a", "/a http://127.0.0.1:9/a");
    return ConfigLoader.load(
        new LoadRequest(
            List.of(),
            Set.of(),
            Map.of(),
            Optional.of(
                new SmallRyeConfigBuilder()
                    .withSources(new PropertiesConfigSource(properties, "sample", 100))
                    .build()),
            true));
  }

  @Override
  public Administration administration() {
    return administration;
  }

  @Override
  public Drains drains() {
    return drains;
  }

  @Override
  public ServerFacts facts() {
    throw new UnsupportedOperationException("nothing runs");
  }

  @Override
  public MemberFigures figures() {
    return NO_FIGURES;
  }

  @Override
  public String version() {
    return "sample";
  }

  @Override
  public String lifecycle() {
    return "serving";
  }

  private record Still(Loaded loaded) implements Running {

    @Override
    public void take(Loaded next) {
      throw new UnsupportedOperationException("nothing is changed here");
    }

    @Override
    public Collection<Balancer> balancers() {
      return List.of();
    }

    @Override
    public Explainer explainer() {
      throw new UnsupportedOperationException("nothing runs");
    }
  }
}
