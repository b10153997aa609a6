package io.torii.manager;

import io.torii.health.GateState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** The balancers and their members as they are now. */
@ApplicationScoped
@Path("api/balancers")
@Produces(MediaType.APPLICATION_JSON)
public class BalancersResource {

  // Fields and a normal scope here and in the other resources: RESTEasy leaves all else to itself.
  @Inject GateState gate;

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
    return find(BalancerView.all(gate), name)
        .orElseThrow(() -> new NotFoundException("There is no balancer " + name + "."));
  }

  static Optional<BalancerView> find(List<BalancerView> balancers, String name) {
    return balancers.stream()
        .filter(balancer -> balancer.key().equals(name))
        .findFirst()
        .or(() -> balancers.stream().filter(b -> b.name().equals(name)).findFirst());
  }
}
