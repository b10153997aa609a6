package io.torii.manager;

import io.torii.config.Loaded;
import io.torii.manager.Problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The differences from the configuration; several changes as one. */
@ApplicationScoped
@Path("api/changes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChangesResource {

  @Inject Operations operations;
  @Inject Changing changing;

  /** All differences, oldest first. */
  @GET
  public Response all() {
    return shown(operations.administration().running().loaded());
  }

  /** One of them. */
  @GET
  @Path("{id}")
  public Response one(@PathParam("id") String id) {
    Loaded loaded = operations.administration().running().loaded();
    ChangeView view =
        loaded.overlaid().kept().find(id).map(ChangeView::of).orElseThrow(() -> missing(id));
    return Response.ok(view).header("ETag", etag(loaded)).build();
  }

  /**
   * Makes several changes, or none of them: {@code changes} is an array of objects with {@code op}
   * ({@code patch}, {@code add} or {@code remove}), {@code path} as in this API, and {@code value}.
   */
  @POST
  public Response several(
      @Context HttpServletRequest in,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("dryRun") boolean dryRun,
      InputStream body) {
    JsonValue changes = Bodies.object(body).get("changes");
    if (!(changes instanceof JsonArray array) || array.isEmpty()) {
      throw Problem.of(
          List.of(new FieldError("changes", "is required, and must be an array of changes.")));
    }
    return shown(
        changing.change(
            in,
            new Changing.Wanted(
                "", "", ifMatch, ChangesResource::etag, dryRun, edits -> apply(array, edits))));
  }

  private void apply(JsonArray changes, EditBuilder edits) {
    for (int i = 0; i < changes.size(); i++) {
      String at = "changes[" + i + "]";
      if (!(changes.get(i) instanceof JsonObject change)) {
        throw Problem.of(List.of(new FieldError(at, "must be an object.")));
      }
      JsonValue given = change.get("value");
      JsonObject value = given instanceof JsonObject object ? object : JsonObject.EMPTY_JSON_OBJECT;
      edit(change.getString("op", ""), change.getString("path", "").split("/", -1), value, at)
          .accept(edits);
    }
  }

  private Consumer<EditBuilder> edit(String op, String[] path, JsonObject value, String at) {
    String shape =
        op
            + " "
            + path[0]
            + "/x".repeat(Math.min(1, path.length - 1))
            + (path.length > 2 ? "/" + path[2] : "")
            + "/x".repeat(Math.max(0, path.length - 3));
    String in = at + ".value.";
    return switch (shape) {
      case "patch balancers/x" -> edits -> edits.patchBalancer(path[1], value, in);
      case "patch balancers/x/members/x" -> edits -> edits.patchMember(path[1], path[3], value, in);
      case "add balancers" -> edits -> edits.addBalancer(value, in);
      case "add balancers/x/members" -> edits -> edits.addMember(path[1], value, in);
      case "add rules" -> edits -> edits.addRule(value, in);
      case "remove balancers/x" -> edits -> edits.removeBalancer(path[1]);
      case "remove balancers/x/members/x" -> edits -> edits.removeMember(path[1], path[3]);
      case "remove rules/x" -> edits -> edits.removeRule(rule(path[1]));
      case "remove changes/x" -> edits -> edits.revert(path[1]);
      default ->
          throw Problem.of(
              List.of(
                  new FieldError(
                      at,
                      "op must be patch, add or remove, and path one that it goes with, such as"
                          + " balancers/mycluster/members/http:10.0.0.5:8080.")));
    };
  }

  private RuleView rule(String id) {
    return RulesResource.find(operations.administration().running().loaded(), id);
  }

  /** Has one place as the configuration has it. */
  @DELETE
  @Path("{id}")
  public Response revert(
      @Context HttpServletRequest in,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("dryRun") boolean dryRun) {
    if (operations.administration().differences().find(id).isEmpty()) {
      throw missing(id);
    }
    changing.change(
        in,
        new Changing.Wanted(
            "", "", ifMatch, ChangesResource::etag, dryRun, edits -> edits.revert(id)));
    return Response.noContent().build();
  }

  /** Has everything as the configuration has it. */
  @DELETE
  public Response revertAll(
      @Context HttpServletRequest in,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("dryRun") boolean dryRun) {
    changing.change(
        in,
        new Changing.Wanted(
            "", "", ifMatch, ChangesResource::etag, dryRun, EditBuilder::revertAll));
    return Response.noContent().build();
  }

  private static Response shown(Loaded loaded) {
    List<ChangeView> changes = loaded.overlaid().kept().all().stream().map(ChangeView::of).toList();
    return Response.ok(changes).header("ETag", etag(loaded)).build();
  }

  private static NotFoundException missing(String id) {
    return new NotFoundException("There is no change " + id + ".");
  }

  private static String etag(Loaded loaded) {
    return Settings.quoted(loaded.overlaid().kept().all().toString());
  }
}
