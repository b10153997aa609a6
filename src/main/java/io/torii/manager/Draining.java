package io.torii.manager;

import io.torii.admin.Drain;
import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.BalancerConfig;
import io.torii.config.Loaded;
import io.torii.config.MemberConfig;
import io.torii.config.change.Author;
import io.torii.health.GateState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets a member's draining flag, and has somebody wait for its last requests. */
@ApplicationScoped
public class Draining {

  /** How long no request may have come where sessions stick, unless somebody says otherwise. */
  static final Duration QUIET = Duration.ofSeconds(30);

  /** How long it takes at most, unless somebody says otherwise. */
  static final Duration DEADLINE = Duration.ofSeconds(60);

  private static final int LONGEST = 86_400;

  /** What a time must be. */
  static final String SECONDS = "must be a number of seconds from 0 to " + LONGEST + ".";

  private static final JsonObject ON = Json.createObjectBuilder().add("draining", true).build();
  private static final JsonObject AS_CONFIGURED =
      Json.createObjectBuilder().addNull("draining").build();

  @Inject GateState gate;
  @Inject Operations operations;
  @Inject Changing changing;

  /** For CDI, which makes it without arguments. */
  public Draining() {}

  /** How long, and what then. */
  record Order(Duration deadline, Duration quiet, Drain.Then then) {}

  /** A deadline or a quiet time; empty if a drain cannot have it. */
  static Optional<Duration> seconds(double seconds) {
    return seconds >= 0 && seconds <= LONGEST
        ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000)))
        : Optional.empty();
  }

  /** 202 with the drain that has begun. */
  Response start(
      HttpServletRequest in,
      String balancerId,
      String memberId,
      @Nullable String ifMatch,
      Order order) {
    Changing.Made made = change(in, balancerId, memberId, ifMatch, ON);
    BalancerConfig balancer = Finder.balancer(Changing.config(made.loaded()), balancerId);
    MemberConfig member = Finder.member(balancer, memberId);
    Author author = Actor.author(in);
    Drain drain =
        new Drain(
            balancer.key(),
            member.url().toString(),
            author.at(),
            author.at().plus(order.deadline()),
            order.quiet(),
            order.then(),
            author);
    operations.drains().start(drain);
    return Response.accepted(
            Changed.of(DrainView.of(drain, live(balancer, member)), made.warnings()))
        .build();
  }

  /** The drain of a member; 404 if there is none. */
  DrainView progress(String balancerId, String memberId) {
    Loaded loaded = operations.administration().running().loaded();
    BalancerConfig balancer = Finder.balancer(Changing.config(loaded), balancerId);
    MemberConfig member = Finder.member(balancer, memberId);
    return operations
        .drains()
        .of(balancer.key(), member.url().toString())
        .map(drain -> DrainView.of(drain, live(balancer, member)))
        .orElseThrow(() -> Problem.of(404, member.url() + " is not being drained."));
  }

  /** Has it take requests again, as far as the configuration lets it. */
  void cancel(HttpServletRequest in, String balancerId, String memberId, @Nullable String ifMatch) {
    progress(balancerId, memberId);
    Changing.Made made = change(in, balancerId, memberId, ifMatch, AS_CONFIGURED);
    BalancerConfig balancer = Finder.balancer(Changing.config(made.loaded()), balancerId);
    operations.drains().cancel(balancer.key(), Finder.member(balancer, memberId).url().toString());
  }

  private Changing.Made change(
      HttpServletRequest in,
      String balancerId,
      String memberId,
      @Nullable String ifMatch,
      JsonObject fields) {
    Loaded loaded = operations.administration().running().loaded();
    BalancerConfig balancer = EditBuilder.balancer(Changing.config(loaded), balancerId);
    return changing.change(
        in,
        new Changing.Wanted(
            balancer.url(),
            Finder.member(balancer, memberId).url().toString(),
            ifMatch,
            now ->
                Settings.etag(
                    Finder.member(Finder.balancer(Changing.config(now), balancerId), memberId)),
            false,
            edits -> edits.patchMember(balancerId, memberId, fields, "")));
  }

  private Member live(BalancerConfig balancer, MemberConfig member) {
    Balancer live = Finder.live(gate.balancers(), balancer);
    return Finder.live(live, member);
  }
}
