package io.torii.manager;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** 404, 405 and the like in JSON. */
@Provider
public class RefusedRequest implements ExceptionMapper<WebApplicationException> {

  @Override
  public Response toResponse(WebApplicationException refusal) {
    Response response = refusal.getResponse();
    return response.hasEntity()
        ? response
        : Problem.response(response, message(refusal), List.of());
  }

  private static String message(WebApplicationException refusal) {
    String message = refusal.getMessage();
    if (refusal instanceof NotAllowedException) {
      return "Only the methods in Allow can be used here.";
    }
    if (refusal instanceof NotFoundException
        && message != null
        && (message.endsWith(".") || message.endsWith("?"))) {
      return message; // ours; the servers' own ones name their internals
    }
    return refusal instanceof NotFoundException
        ? "There is nothing at this path; openapi.yaml tells what there is."
        : refusal.getResponse().getStatusInfo().getReasonPhrase();
  }
}
