package io.torii.manager;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * What the API answers instead of what was asked for.
 *
 * @param status the response's status
 * @param error its reason phrase
 * @param message one sentence on what is wrong
 */
public record ErrorView(int status, String error, String message) {

  /** A JSON response that says what {@code original} says, with its headers. */
  static Response response(Response original, String message) {
    Response.StatusType status = original.getStatusInfo();
    return Response.fromResponse(original)
        .entity(new ErrorView(status.getStatusCode(), status.getReasonPhrase(), message))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .build();
  }
}
