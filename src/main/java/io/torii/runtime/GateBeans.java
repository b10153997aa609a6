package io.torii.runtime;

import io.torii.admin.Administration;
import io.torii.admin.Drains;
import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.exchange.ServerFacts;
import io.torii.health.CheckCounts;
import io.torii.health.GateState;
import io.torii.manager.Operations;
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
      return gate().administration();
    }

    @Override
    public Drains drains() {
      return gate().drains();
    }

    @Override
    public ServerFacts facts() {
      return gate().facts();
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
