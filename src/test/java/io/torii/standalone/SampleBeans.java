package io.torii.standalone;

import io.torii.balancer.Member;
import io.torii.diagnosis.Diagnosed;
import io.torii.diagnosis.Finding;
import io.torii.diagnosis.SelfDiagnosis;
import io.torii.manager.SampleGate;
import io.torii.observe.metrics.Latency;
import io.torii.observe.metrics.Measurements;
import io.torii.observe.metrics.Metrics;
import io.torii.observe.metrics.SampleFigures;
import io.torii.rule.Site;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Beans of the manager over a sample. */
public final class SampleBeans {

  private SampleBeans() {}

  /** Measures that state. */
  @ApplicationScoped
  public static class Measured implements Measurements {

    private final Metrics metrics =
        new Metrics(new SampleFigures(Site.of()::config, new SampleGate()::balancers));

    @Override
    public Optional<Latency> latency(Member member) {
      return metrics.latency(member);
    }

    @Override
    public Optional<Scrape> scrape(String accept) {
      return metrics.scrape(accept);
    }
  }

  /** Whoever is asked about app has something to say. */
  @ApplicationScoped
  public static class Doctor implements SelfDiagnosis {

    @Override
    public List<Finding> diagnose(Optional<String> balancer) {
      return Diagnosed.by(balancer);
    }
  }
}
