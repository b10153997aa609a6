package io.torii.manager;

import io.torii.config.Loaded;
import io.torii.config.ProxyConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
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
import org.jspecify.annotations.Nullable;

/** Which paths go where. */
@ApplicationScoped
@Path("api/rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RulesResource {

  @Inject Operations operations;
  @Inject Changing changing;

  /** All of them, in the order in which they are looked at. */
  @GET
  public Response all() {
    Loaded loaded = operations.administration().running().loaded();
    return Response.ok(rules(loaded)).header("ETag", etag(loaded)).build();
  }

  /** Adds one in front of the others of {@code host}, with its ProxyPassReverse. */
  @POST
  public Response add(
      @Context HttpServletRequest in,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("dryRun") @Nullable String dryRun,
      InputStream body) {
    boolean trial = Query.dryRun(dryRun);
    JsonObject fields = Bodies.object(body);
    Changing.Made made =
        changing.change(
            in,
            new Changing.Wanted(
                "", "", ifMatch, RulesResource::etag, trial, edits -> edits.addRule(fields, "")));
    return Response.status(trial ? Response.Status.OK : Response.Status.CREATED)
        .entity(Changed.of(added(made.loaded(), NewRule.server(fields)), made.warnings()))
        .header("ETag", etag(made.loaded()))
        .build();
  }

  /** Removes one. */
  @DELETE
  @Path("{id}")
  public Response remove(
      @Context HttpServletRequest in,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("dryRun") @Nullable String dryRun) {
    boolean trial = Query.dryRun(dryRun);
    find(Changing.config(operations.administration().running().loaded()), id);
    Changing.Made made =
        changing.change(
            in,
            new Changing.Wanted(
                "", "", ifMatch, RulesResource::etag, trial, edits -> edits.removeRule(id)));
    return Changed.gone(trial, made);
  }

  static RuleView find(ProxyConfig config, String id) {
    RuleView rule =
        RuleView.all(config).stream()
            .filter(r -> r.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("There is no rule " + id + "."));
    if (!rule.removable()) {
      throw Problem.of(
          409, "It is the ProxyPass of a Location (" + rule.origin() + "): change it there.");
    }
    return rule;
  }

  /** The first of its server. */
  private static RuleView added(Loaded loaded, String server) {
    return rules(loaded).stream().filter(r -> r.host().equals(server)).findFirst().orElseThrow();
  }

  private static List<RuleView> rules(Loaded loaded) {
    return RuleView.all(Changing.config(loaded));
  }

  /** Of which rules there are, and their order. */
  static String etag(Loaded loaded) {
    return Settings.quoted(rules(loaded).stream().map(RuleView::id).toList().toString());
  }
}
