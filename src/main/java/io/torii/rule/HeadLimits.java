package io.torii.rule;

import io.torii.config.RequestLimits;
import io.torii.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How large a request's head may be: LimitRequestLine, LimitRequestFieldSize, LimitRequestFields.
 */
final class HeadLimits {

  /** What is too large, the status that says so, and httpd's code for it. */
  record Excess(int status, String code, String reason, String directive) {}

  private HeadLimits() {}

  /**
   * The first limit that a request exceeds; null if there is none. A limit holds for what it is
   * written for, without the line's end, and a field is counted as name, colon, space and value.
   */
  static @Nullable Excess of(Request request) {
    RequestLimits limits = request.host().server().limits();
    int line =
        request.method().length() + request.target().length() + request.protocol().length() + 2;
    if (line > limits.line()) {
      return new Excess(414, "AH00565", "the request line is too long", "LimitRequestLine");
    }
    if (limits.fields() > 0 && request.headers().size() > limits.fields()) {
      return new Excess(
          400, "AH00563", "the request has too many header fields", "LimitRequestFields");
    }
    for (Headers.Field field : request.headers()) {
      if (field.name().length() + field.value().length() + 2 > limits.fieldSize()) {
        return new Excess(
            400,
            "AH00561",
            "the request's field " + field.name() + " is too long",
            "LimitRequestFieldSize");
      }
    }
    return null;
  }
}
