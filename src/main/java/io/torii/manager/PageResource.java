package io.torii.manager;

import io.torii.health.GateState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** The balancer-manager for people. */
@ApplicationScoped
@Path("page")
public class PageResource {

  @Inject GateState gate;
  @Inject Operations operations;

  /** The page; its links start where the client asked for it. */
  @GET
  public Response page(@Context HttpServletRequest request) {
    Object original = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
    String prefix = original == null ? "" : original.toString().replaceFirst("/+$", "");
    return Response.ok(
            new BalancerPage(prefix).render(BalancerView.all(Overview.of(gate, operations))))
        .type("text/html;charset=UTF-8")
        .header("Cache-Control", "no-store")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .build();
  }
}
