package io.torii.manager;

import io.torii.diagnosis.Finding;
import io.torii.diagnosis.SelfDiagnosis;
import io.torii.diagnosis.UnknownBalancerException;
import io.torii.manager.Problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the set-up, looked at when asked. */
@ApplicationScoped
@Path("api/diagnose")
@Produces(MediaType.APPLICATION_JSON)
public class DiagnosisResource {

  private static final String BALANCER = "balancer";

  @Inject SelfDiagnosis diagnosis;

  /**
   * Runs every check.
   *
   * @param body nothing, or {@code {"balancer": "name or key"}}
   * @throws NotFoundException if there is no such balancer
   */
  @POST
  @Consumes(MediaType.WILDCARD) // who sends nothing names no type
  public DiagnosisView diagnose(@Context HttpHeaders head, InputStream body) {
    MediaType type = head.getMediaType();
    if (type != null && !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
      throw new NotSupportedException(); // such as a form's, which any site can have sent
    }
    Optional<String> balancer = balancer(Bodies.object(body));
    Instant ranAt = Instant.now();
    long began = System.nanoTime();
    try {
      List<Finding> findings = diagnosis.diagnose(balancer);
      return DiagnosisView.of(ranAt, (System.nanoTime() - began) / 1e9, findings);
    } catch (UnknownBalancerException e) {
      throw new NotFoundException(e.getMessage());
    }
  }

  private static Optional<String> balancer(JsonObject fields) {
    List<FieldError> errors = new ArrayList<>();
    for (String name : fields.keySet()) {
      if (!name.equals(BALANCER)) {
        errors.add(new FieldError(name, "There is no such field; there is balancer."));
      }
    }
    JsonValue balancer = fields.getOrDefault(BALANCER, JsonValue.NULL);
    if (balancer != JsonValue.NULL && !(balancer instanceof JsonString)) {
      errors.add(new FieldError(BALANCER, "must be a text, the balancer's name or key."));
    }
    if (!errors.isEmpty()) {
      throw Problem.of(errors);
    }
    return balancer instanceof JsonString name ? Optional.of(name.getString()) : Optional.empty();
  }
}
