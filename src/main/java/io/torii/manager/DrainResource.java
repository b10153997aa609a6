package io.torii.manager;

import io.torii.admin.Drain;
import io.torii.directive.Nearest;
import io.torii.manager.Problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The drain of a member: begun, looked at, cancelled. */
@ApplicationScoped
@Path("api/balancers/{balancer}/members/{member}/drain")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DrainResource {

  private static final List<String> FIELDS = List.of("deadline", "quiet", "then");

  @Inject Draining draining;

  /** Begins one: {@code deadline} and {@code quiet} in seconds, and what {@code then}. */
  @PUT
  public Response start(
      @Context HttpServletRequest in,
      @PathParam("balancer") String balancer,
      @PathParam("member") String member,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      InputStream body) {
    return draining.start(in, balancer, member, ifMatch, order(Bodies.object(body)));
  }

  /** How far it has come. */
  @GET
  public DrainView progress(
      @PathParam("balancer") String balancer, @PathParam("member") String member) {
    return draining.progress(balancer, member);
  }

  /** Cancels it: the member takes requests again. */
  @DELETE
  public Response cancel(
      @Context HttpServletRequest in,
      @PathParam("balancer") String balancer,
      @PathParam("member") String member,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    draining.cancel(in, balancer, member, ifMatch);
    return Response.noContent().build();
  }

  private static Draining.Order order(JsonObject fields) {
    List<FieldError> errors = new ArrayList<>();
    for (String name : fields.keySet()) {
      if (!FIELDS.contains(name)) {
        errors.add(new FieldError(name, "There is no such field" + Nearest.hint(name, FIELDS)));
      }
    }
    Duration deadline = seconds(fields, "deadline", Draining.DEADLINE, errors);
    Duration quiet = seconds(fields, "quiet", Draining.QUIET, errors);
    Optional<Drain.Then> then = then(fields.get("then"));
    if (then.isEmpty()) {
      errors.add(new FieldError("then", "must be \"nothing\", \"disable\" or \"remove\"."));
    }
    if (!errors.isEmpty()) {
      throw Problem.of(errors);
    }
    return new Draining.Order(deadline, quiet, then.orElseThrow());
  }

  private static Duration seconds(
      JsonObject fields, String name, Duration fallback, List<FieldError> errors) {
    JsonValue value = fields.get(name);
    if (value == null || value == JsonValue.NULL) {
      return fallback;
    }
    Optional<Duration> seconds =
        value instanceof JsonNumber number
            ? Draining.seconds(number.doubleValue())
            : Optional.empty();
    if (seconds.isEmpty()) {
      errors.add(new FieldError(name, Draining.SECONDS));
    }
    return seconds.orElse(fallback);
  }

  private static Optional<Drain.Then> then(@Nullable JsonValue value) {
    if (value == null || value == JsonValue.NULL) {
      return Optional.of(Drain.Then.NOTHING);
    }
    String word = value instanceof JsonString text ? text.getString() : "";
    return Stream.of(Drain.Then.values())
        .filter(then -> then.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }
}
