package io.torii.manager;

import io.torii.admin.Drain;
import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.BalancerConfig;
import io.torii.config.Loaded;
import io.torii.config.MemberConfig;
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
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The members of a balancer as they are now, and how they are changed. */
@ApplicationScoped
@Path("api/balancers/{balancer}/members")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MembersResource {

  @Inject GateState gate;
  @Inject Operations operations;
  @Inject Changing changing;
  @Inject Draining draining;

  /** All of them, in the order of the configuration. */
  @GET
  public Response all(@PathParam("balancer") String balancerId) {
    BalancerConfig config = balancer(loaded(), balancerId);
    List<MemberView> members =
        BalancerView.of(Finder.live(gate.balancers(), config), Overview.of(gate, operations))
            .members();
    return Response.ok(members).header("ETag", Settings.etag(config)).build();
  }

  /** One of them. */
  @GET
  @Path("{member}")
  public Response one(
      @PathParam("balancer") String balancerId, @PathParam("member") String memberId) {
    return shown(loaded(), balancerId, memberId);
  }

  /** Changes settings of one; a field that is null is as configured again. */
  @PATCH
  @Path("{member}")
  public Response patch(
      @Context HttpServletRequest in,
      @PathParam("balancer") String balancerId,
      @PathParam("member") String memberId,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("dryRun") @Nullable String dryRun,
      InputStream body) {
    boolean trial = Query.dryRun(dryRun);
    JsonObject fields = Bodies.object(body);
    Changing.Made made =
        changing.change(
            in,
            wanted(
                balancerId,
                memberId,
                ifMatch,
                trial,
                edits -> edits.patchMember(balancerId, memberId, fields, "")));
    return trial
        ? tried(Finder.member(balancer(made.loaded(), balancerId), memberId), made)
        : shown(made, balancerId, memberId, Response.Status.OK);
  }

  /** Adds one: {@code url}, and settings. */
  @POST
  public Response add(
      @Context HttpServletRequest in,
      @PathParam("balancer") String balancerId,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("dryRun") @Nullable String dryRun,
      InputStream body) {
    boolean trial = Query.dryRun(dryRun);
    JsonObject fields = Bodies.object(body);
    BalancerConfig config = EditBuilder.balancer(Changing.config(loaded()), balancerId);
    Changing.Made made =
        changing.change(
            in,
            new Changing.Wanted(
                config.url(),
                fields.getString("url", ""),
                ifMatch,
                now -> Settings.etag(balancer(now, balancerId)),
                trial,
                edits -> edits.addMember(balancerId, fields, "")));
    List<MemberConfig> members = balancer(made.loaded(), balancerId).members();
    MemberConfig added = members.get(members.size() - 1);
    return trial
        ? tried(added, made)
        : shown(made, balancerId, Ids.of(added.url()), Response.Status.CREATED);
  }

  /**
   * Removes one.
   *
   * @param deadline seconds to drain it before, at most; 0 for at once
   */
  @DELETE
  @Path("{member}")
  public Response remove(
      @Context HttpServletRequest in,
      @PathParam("balancer") String balancerId,
      @PathParam("member") String memberId,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("dryRun") @Nullable String dryRun,
      @QueryParam("deadline") @Nullable String deadline) {
    boolean trial = Query.dryRun(dryRun);
    Duration most = Query.deadline(deadline, Draining.DEADLINE);
    if (!most.isZero() && !trial) {
      Draining.Order order = new Draining.Order(most, Draining.QUIET, Drain.Then.REMOVE);
      return draining.start(in, balancerId, memberId, ifMatch, order);
    }
    Changing.Made made =
        changing.change(
            in,
            wanted(
                balancerId,
                memberId,
                ifMatch,
                trial,
                edits -> edits.removeMember(balancerId, memberId)));
    return Changed.gone(trial, made);
  }

  /** Ends the error state of one before its time. */
  @POST
  @Path("{member}/clear-error")
  public Response clearError(
      @Context HttpServletRequest in,
      @PathParam("balancer") String balancerId,
      @PathParam("member") String memberId) {
    BalancerConfig config = balancer(loaded(), balancerId);
    Balancer live = Finder.live(gate.balancers(), config);
    Member member = Finder.live(live, Finder.member(config, memberId));
    operations.administration().clearError(live, member, Actor.author(in));
    return shown(loaded(), balancerId, memberId);
  }

  private Changing.Wanted wanted(
      String balancerId,
      String memberId,
      @Nullable String ifMatch,
      boolean dryRun,
      Consumer<EditBuilder> edits) {
    BalancerConfig balancer = EditBuilder.balancer(Changing.config(loaded()), balancerId);
    return new Changing.Wanted(
        balancer.url(),
        Finder.member(balancer, memberId).url().toString(),
        ifMatch,
        now -> Settings.etag(Finder.member(balancer(now, balancerId), memberId)),
        dryRun,
        edits);
  }

  private static Response tried(MemberConfig member, Changing.Made made) {
    return Response.ok(Changed.of(SettingsView.of(member), made.warnings()))
        .header("ETag", Settings.etag(member))
        .build();
  }

  private Response shown(
      Changing.Made made, String balancerId, String memberId, Response.Status status) {
    MemberConfig member = Finder.member(balancer(made.loaded(), balancerId), memberId);
    return Response.status(status)
        .entity(Changed.of(view(made.loaded(), balancerId, memberId), made.warnings()))
        .header("ETag", Settings.etag(member))
        .build();
  }

  private Response shown(Loaded loaded, String balancerId, String memberId) {
    MemberConfig member = Finder.member(balancer(loaded, balancerId), memberId);
    return Response.ok(view(loaded, balancerId, memberId))
        .header("ETag", Settings.etag(member))
        .build();
  }

  private MemberView view(Loaded loaded, String balancerId, String memberId) {
    BalancerConfig config = balancer(loaded, balancerId);
    Balancer live = Finder.live(gate.balancers(), config);
    Member member = Finder.live(live, Finder.member(config, memberId));
    return MemberView.of(live, member, Overview.of(gate, operations));
  }

  private static BalancerConfig balancer(Loaded loaded, String id) {
    return Finder.balancer(Changing.config(loaded), id);
  }

  private Loaded loaded() {
    return operations.administration().running().loaded();
  }
}
