package io.torii.manager;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the API answers instead of what was asked for (RFC 9457).
 *
 * @param type always {@code about:blank}: the status tells the kind
 * @param title its reason phrase
 * @param status the response's status
 * @param detail one sentence or more on what is wrong, and what to do
 * @param errors the fields that are wrong; empty if it is no field
 */
public record Problem(
    String type, String title, int status, String detail, List<FieldError> errors) {

  /** Of a body that is a problem. */
  public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

  private static final int STALE = 412;
  private static final int NOT_CONDITIONAL = 428;
  static final int UNPROCESSABLE = 422;

  /**
   * What is wrong with one field.
   *
   * @param field its name, behind the path of what has it where several are changed
   */
  public record FieldError(String field, String message) {}

  static WebApplicationException of(int status, String detail) {
    return exception(status, detail, List.of());
  }

  /** 422: the fields cannot be what they are. */
  static WebApplicationException of(List<FieldError> errors) {
    String first = errors.get(0).field() + ": " + errors.get(0).message();
    String detail = errors.size() == 1 ? first : first + " And " + (errors.size() - 1) + " more.";
    return exception(UNPROCESSABLE, detail, errors);
  }

  /** 412: somebody else was quicker. */
  static WebApplicationException stale(@Nullable String message) {
    return of(STALE, String.valueOf(message));
  }

  /** 428: nobody shall overwrite what he has not seen. */
  static WebApplicationException unconditional() {
    return of(
        NOT_CONDITIONAL,
        "Send the ETag of what you have seen in If-Match, or If-Match: * to change it whatever it"
            + " is.");
  }

  private static WebApplicationException exception(
      int status, String detail, List<FieldError> errors) {
    return new WebApplicationException(response(Response.status(status).build(), detail, errors));
  }

  /** A response that says what {@code original} says, with its headers. */
  static Response response(Response original, String detail, List<FieldError> errors) {
    int status = original.getStatus();
    return Response.fromResponse(original)
        .entity(new Problem("about:blank", title(status), status, detail, List.copyOf(errors)))
        .type(MEDIA_TYPE)
        .build();
  }

  private static String title(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    if (known != null) {
      return known.getReasonPhrase();
    }
    return status == UNPROCESSABLE ? "Unprocessable Content" : "Error";
  }
}
