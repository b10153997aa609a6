package io.torii.runtime;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.diagnosis.SelfDiagnosis;
import io.torii.health.CheckCounts;
import io.torii.health.GateState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Collection;
import java.util.List;
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
      return CurrentGate.get().map(Gate::liveBalancers).orElse(List.of());
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
