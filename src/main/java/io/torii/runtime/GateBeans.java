package io.torii.runtime;

import io.torii.admin.Administration;
import io.torii.admin.Drains;
import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.diagnosis.SelfDiagnosis;
import io.torii.exchange.ServerFacts;
import io.torii.health.CheckCounts;
import io.torii.health.GateState;
import io.torii.manager.MemberFigures;
import io.torii.manager.Operations;
import io.torii.observe.metrics.Latency;
import io.torii.observe.metrics.Measurements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The gate as CDI knows it. */
@ApplicationScoped
public class GateBeans {

  /** The state of this application's gate; before its start and after its end, of none. */
  @Produces
  @ApplicationScoped
  public GateState state() {
    return new Live();
  }

  /** What the manager changes and asks; only while there is a gate. */
  @Produces
  @ApplicationScoped
  public Operations operations() {
    return new Desk();
  }

  private static final class Desk implements Operations {

    private static Gate gate() {
      return CurrentGate.get()
          .orElseThrow(() -> new ServiceUnavailableException("Torii is not running."));
    }

    @Override
    public Administration administration() {
      return gate().control().administration();
    }

    @Override
    public Drains drains() {
      return gate().control().drains();
    }

    @Override
    public ServerFacts facts() {
      return gate().facts();
    }

    @Override
    public MemberFigures figures() {
      return new GateMembers(gate());
    }

    @Override
    public String version() {
      return Product.version();
    }

    @Override
    public String lifecycle() {
      return gate().lifecycle().name().toLowerCase(Locale.ROOT);
    }
  }

  /** What this application's gate has measured; nothing before its start and after its end. */
  @Produces
  @ApplicationScoped
  public Measurements measurements() {
    return new Measured();
  }

  private static final class Measured implements Measurements {

    @Override
    public Optional<Latency> latency(Member member) {
      return CurrentGate.get().flatMap(Gate::measurements).flatMap(m -> m.latency(member));
    }

    @Override
    public Optional<Scrape> scrape(String accept) {
      return CurrentGate.get().flatMap(Gate::measurements).flatMap(m -> m.scrape(accept));
    }
  }

  /** The diagnosis of this application's gate; nothing is found where there is none. */
  @Produces
  @ApplicationScoped
  public SelfDiagnosis diagnosis() {
    return balancer -> CurrentGate.get().map(g -> g.diagnose(balancer)).orElse(List.of());
  }

  private static final class Live implements GateState {

    @Override
    public boolean loaded() {
      return CurrentGate.get().isPresent();
    }

    @Override
    public boolean draining() {
      return CurrentGate.get().filter(g -> g.lifecycle() != Lifecycle.SERVING).isPresent();
    }

    @Override
    public boolean readyWithoutMembers() {
      return CurrentGate.get().map(g -> g.config().manager().readyWithoutMembers()).orElse(true);
    }

    @Override
    public Collection<Balancer> balancers() {
      return CurrentGate.get().map(Gate::balancers).orElse(List.of());
    }

    @Override
    public int tunnels() {
      return CurrentGate.get().map(Gate::tunnels).orElse(0);
    }

    @Override
    public Optional<CheckCounts> checks(Member member) {
      return CurrentGate.get().flatMap(g -> g.checks(member));
    }
  }
}
