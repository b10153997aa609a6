package io.torii.manager;

import io.torii.diagnosis.Finding;
import io.torii.diagnosis.SelfDiagnosis;
import io.torii.diagnosis.UnknownBalancerException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is wrong with the set-up, looked at when asked. */
@ApplicationScoped
@Path("api/diagnose")
@Produces(MediaType.APPLICATION_JSON)
public class DiagnosisResource {

  @Inject SelfDiagnosis diagnosis;

  /**
   * Runs every check.
   *
   * @param body nothing, or {@code {"balancer": "name or key"}}
   * @throws NotFoundException if there is no such balancer
   * @throws BadRequestException if the body is something else
   * @throws NotSupportedException if it is not said to be JSON
   */
  @POST
  @Consumes(MediaType.WILDCARD) // who sends nothing names no type
  public DiagnosisView diagnose(@Context HttpHeaders head, String body) {
    MediaType type = head.getMediaType();
    if (type != null && !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
      throw new NotSupportedException(); // such as a form's, which any site can have sent
    }
    Optional<String> balancer = balancer(body == null ? "" : body);
    Instant ranAt = Instant.now();
    long began = System.nanoTime();
    try {
      List<Finding> findings = diagnosis.diagnose(balancer);
      return DiagnosisView.of(ranAt, (System.nanoTime() - began) / 1e9, findings);
    } catch (UnknownBalancerException e) {
      throw new NotFoundException(e.getMessage());
    }
  }

  private static Optional<String> balancer(String body) {
    if (body.isBlank()) {
      return Optional.empty();
    }
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      JsonObject object = reader.readObject();
      for (String key : object.keySet()) {
        if (!key.equals("balancer")) {
          throw refused("There is no field \"" + key + "\"; write {\"balancer\": \"name\"}.");
        }
      }
      if (object.isEmpty() || object.isNull("balancer")) {
        return Optional.empty();
      }
      if (object.get("balancer") instanceof JsonString name) {
        return Optional.of(name.getString());
      }
      throw refused("\"balancer\" must be a text, the balancer's name or key.");
    } catch (JsonException e) {
      throw refused("The body is no JSON object; write {\"balancer\": \"name\"}, or nothing.");
    }
  }

  private static BadRequestException refused(String message) {
    return new BadRequestException(
        ErrorView.response(Response.status(Response.Status.BAD_REQUEST).build(), message));
  }
}
