package io.torii.exchange;

import io.torii.config.ServerSettings.Trace;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a request must satisfy before a member is asked; the first that it does not is its answer.
 */
final class Preconditions {

  private Preconditions() {}

  static Decision.@Nullable Answer check(Exchange exchange) {
    Request request = exchange.request();
    Decision.@Nullable Answer answer = maxForwards(exchange, request);
    if (answer == null) {
      answer = trace(exchange, request);
    }
    return answer == null ? bodyLimit(exchange, request) : answer;
  }

  /** RFC 9110 §7.6.2, for any method as httpd does. */
  private static Decision.@Nullable Answer maxForwards(Exchange exchange, Request request) {
    String value = request.headers().joined("Max-Forwards").orElse(null);
    if (value == null || isLastHop(request)) {
      return null;
    }
    String digits = value.strip();
    if (digits.isEmpty()
        || digits.length() > 18
        || !digits.chars().allMatch(Preconditions::digit)) {
      return refuse(exchange, 400, "AH10188", "Max-Forwards is not a number: " + value);
    }
    if (Long.parseLong(digits) > 0) {
      return null;
    }
    return refuse(
        exchange, 400, "AH10188", "Max-Forwards has reached 0: this proxy may not pass it on");
  }

  /** True for what we are to answer in the member's place (RFC 9110 §7.6.2). */
  static boolean isLastHop(Request request) {
    boolean asksTheWay = request.method().equals("TRACE") || request.method().equals("OPTIONS");
    return asksTheWay
        && request
            .headers()
            .joined("Max-Forwards")
            .filter(v -> v.strip().matches("0+"))
            .isPresent();
  }

  /** TraceEnable: a TRACE is passed on, but with a body only when it is extended. */
  private static Decision.@Nullable Answer trace(Exchange exchange, Request request) {
    if (!request.method().equals("TRACE")) {
      return null;
    }
    Trace trace = request.host().server().trace();
    if (trace == Trace.OFF) {
      Decision.Answer off =
          refuse(exchange, 405, "AH01157", "TRACE is switched off here (TraceEnable)");
      off.headers().set("Allow", Decision.ALLOWED);
      return off;
    }
    boolean body = request.headers().contains("Transfer-Encoding") || length(request) > 0;
    return trace == Trace.ON && body
        ? refuse(exchange, 413, "AH01157", "TRACE with a body needs TraceEnable extended")
        : null;
  }

  /** LimitRequestBody, as far as the length is known beforehand. */
  private static Decision.@Nullable Answer bodyLimit(Exchange exchange, Request request) {
    Long limit = exchange.settings().bodyLimit();
    if (limit == null || limit == 0 || length(request) <= limit) {
      return null;
    }
    return refuse(
        exchange,
        413,
        "AH01588",
        "The body of " + length(request) + " bytes is larger than LimitRequestBody " + limit);
  }

  /** The announced length of the body; negative if there is none or only its end will tell. */
  static long length(Request request) {
    String value = request.headers().get("Content-Length");
    if (value == null || request.headers().contains("Transfer-Encoding")) {
      return -1;
    }
    try {
      return Long.parseLong(value.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static Decision.Answer refuse(Exchange exchange, int status, String code, String reason) {
    return new Decision.Answer(exchange.settings(), status, code, reason, "", new Headers());
  }
}
