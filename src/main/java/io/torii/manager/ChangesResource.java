package io.torii.manager;

import io.torii.config.Loaded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

/** The differences from the configuration; several changes as one. */
@ApplicationScoped
@Path("api/changes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChangesResource {

  /**
   * What several changes have led to, or would lead to.
   *
   * @param changes all differences from the configuration, oldest first
   * @param warnings what is to be minded since
   */
  public record MadeView(List<ChangeView> changes, List<String> warnings) {}

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
      @QueryParam("dryRun") @Nullable String dryRun,
      InputStream body) {
    boolean trial = Query.dryRun(dryRun);
    Batch batch = Batch.of(Bodies.object(body));
    Changing.Made made =
        changing.change(
            in, new Changing.Wanted("", "", ifMatch, ChangesResource::etag, trial, batch::apply));
    return Response.ok(new MadeView(views(made.loaded()), made.warnings()))
        .header("ETag", etag(made.loaded()))
        .build();
  }

  /** Has one place as the configuration has it. */
  @DELETE
  @Path("{id}")
  public Response revert(
      @Context HttpServletRequest in,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("dryRun") @Nullable String dryRun) {
    boolean trial = Query.dryRun(dryRun);
    if (operations.administration().differences().find(id).isEmpty()) {
      throw missing(id);
    }
    Changing.Made made =
        changing.change(
            in,
            new Changing.Wanted(
                "", "", ifMatch, ChangesResource::etag, trial, edits -> edits.revert(id)));
    return Changed.gone(trial, made);
  }

  /** Has everything as the configuration has it. */
  @DELETE
  public Response revertAll(
      @Context HttpServletRequest in,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("dryRun") @Nullable String dryRun) {
    boolean trial = Query.dryRun(dryRun);
    Changing.Made made =
        changing.change(
            in,
            new Changing.Wanted(
                "", "", ifMatch, ChangesResource::etag, trial, EditBuilder::revertAll));
    return Changed.gone(trial, made);
  }

  private static Response shown(Loaded loaded) {
    return Response.ok(views(loaded)).header("ETag", etag(loaded)).build();
  }

  private static List<ChangeView> views(Loaded loaded) {
    return loaded.overlaid().kept().all().stream().map(ChangeView::of).toList();
  }

  private static NotFoundException missing(String id) {
    return new NotFoundException("There is no change " + id + ".");
  }

  private static String etag(Loaded loaded) {
    return Settings.quoted(loaded.overlaid().kept().all().toString());
  }
}
