package io.torii.manager;

import io.torii.health.GateState;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The balancers and their members as they are now. */
@Dependent
@Path("api/balancers")
@Produces(MediaType.APPLICATION_JSON)
public class BalancersResource {

  private final GateState gate;

  @Inject
  public BalancersResource(GateState gate) {
    this.gate = gate;
  }

  /** All of them, plain targets included, in the order of the configuration. */
  @GET
  public List<BalancerView> all() {
    return BalancerView.all(gate);
  }

  /**
   * One of them.
   *
   * @param name its name, or its key where several hosts have one of that name; the first one of
   *     that name otherwise
   * @throws NotFoundException if there is none
   */
  @GET
  @Path("{name: .+}")
  public BalancerView one(@PathParam("name") String name) {
    List<BalancerView> balancers = BalancerView.all(gate);
    return balancers.stream()
        .filter(balancer -> balancer.key().equals(name))
        .findFirst()
        .or(() -> balancers.stream().filter(b -> b.name().equals(name)).findFirst())
        .orElseThrow(() -> new NotFoundException("There is no balancer " + name + "."));
  }
}
