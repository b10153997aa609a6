package io.torii.manager;

import io.torii.config.BalancerConfig;
import io.torii.config.Loaded;
import io.torii.health.GateState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The balancers as they are now, and how they are changed. */
@ApplicationScoped
@Path("api/balancers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BalancersResource {

  // Fields and a normal scope here and in the other resources: RESTEasy leaves all else to itself.
  @Inject GateState gate;
  @Inject Operations operations;
  @Inject Changing changing;

  /** All of them, plain targets included, in the order of the configuration. */
  @GET
  public Response all() {
    List<BalancerView> all = BalancerView.all(Overview.of(gate, operations));
    return Response.ok(all).header("ETag", etag(loaded())).build();
  }

  /**
   * One of them.
   *
   * @param id its id; its key is understood too, and its name, which is the first one's if several
   *     hosts have one of that name
   */
  @GET
  @Path("{balancer}")
  public Response one(@PathParam("balancer") String id) {
    BalancerConfig config = Finder.balancer(Changing.config(loaded()), id);
    return Response.ok(view(config)).header("ETag", Settings.etag(config)).build();
  }

  /** Changes settings of one; a field that is null is as configured again. */
  @PATCH
  @Path("{balancer}")
  public Response patch(
      @Context HttpServletRequest in,
      @PathParam("balancer") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("dryRun") @Nullable String dryRun,
      InputStream body) {
    boolean trial = Query.dryRun(dryRun);
    JsonObject fields = Bodies.object(body);
    BalancerConfig config = EditBuilder.balancer(Changing.config(loaded()), id);
    Changing.Made made =
        changing.change(
            in,
            new Changing.Wanted(
                config.url(),
                "",
                ifMatch,
                now -> Settings.etag(Finder.balancer(Changing.config(now), id)),
                trial,
                edits -> edits.patchBalancer(id, fields, "")));
    BalancerConfig changed = Finder.balancer(Changing.config(made.loaded()), id);
    return Response.ok(
            Changed.of(trial ? SettingsView.of(changed) : view(changed), made.warnings()))
        .header("ETag", Settings.etag(changed))
        .build();
  }

  /** Adds one to the main server: {@code name}, settings, and {@code members} with theirs. */
  @POST
  public Response add(
      @Context HttpServletRequest in,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("dryRun") @Nullable String dryRun,
      InputStream body) {
    boolean trial = Query.dryRun(dryRun);
    JsonObject fields = Bodies.object(body);
    String name = fields.getString("name", "");
    Changing.Made made =
        changing.change(
            in,
            new Changing.Wanted(
                "balancer://" + name,
                "",
                ifMatch,
                BalancersResource::etag,
                trial,
                edits -> edits.addBalancer(fields, "")));
    BalancerConfig added = Finder.balancer(Changing.config(made.loaded()), "main~" + lower(name));
    return Response.status(trial ? Response.Status.OK : Response.Status.CREATED)
        .entity(Changed.of(trial ? SettingsView.of(added) : view(added), made.warnings()))
        .header("ETag", Settings.etag(added))
        .build();
  }

  /** Removes one that no rule sends requests to. */
  @DELETE
  @Path("{balancer}")
  public Response remove(
      @Context HttpServletRequest in,
      @PathParam("balancer") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("dryRun") @Nullable String dryRun) {
    boolean trial = Query.dryRun(dryRun);
    BalancerConfig config = EditBuilder.balancer(Changing.config(loaded()), id);
    Changing.Made made =
        changing.change(
            in,
            new Changing.Wanted(
                config.url(),
                "",
                ifMatch,
                now -> Settings.etag(Finder.balancer(Changing.config(now), id)),
                trial,
                edits -> edits.removeBalancer(id)));
    return Changed.gone(trial, made);
  }

  private BalancerView view(BalancerConfig config) {
    return BalancerView.of(Finder.live(gate.balancers(), config), Overview.of(gate, operations));
  }

  private Loaded loaded() {
    return operations.administration().running().loaded();
  }

  /** Of which balancers there are. */
  static String etag(Loaded loaded) {
    return Settings.quoted(
        Changing.config(loaded).balancers().keySet().stream().sorted().toList().toString());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
