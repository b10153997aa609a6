package io.torii.rule;

import io.torii.http.Headers;
import java.util.Optional;

/** What a request must satisfy before its path is looked at, and the requests that have none. */
final class RequestLine {

  private RequestLine() {}

  static Optional<Decision.Answer> refuse(Request request) {
    HeadSyntax.Fault malformed = HeadSyntax.of(request);
    if (malformed != null) {
      Optional<Decision.Answer> answer =
          answer(request, malformed.status(), malformed.code(), malformed.reason());
      if (request.protocol().startsWith("HTTP/1")) {
        // Payara would read on behind a body that it takes for none.
        answer.ifPresent(a -> a.headers().set("Connection", "close"));
      }
      return answer;
    }
    if (request.method().equals("CONNECT")) {
      return answer(request, 405, "", "this is no forward proxy: CONNECT is not served");
    }
    HeadLimits.Excess excess = HeadLimits.of(request);
    if (excess != null) {
      return Optional.of(
          new Decision.Answer(
              request.host().settings(),
              excess.status(),
              excess.code(),
              excess.reason(),
              excess.directive() + " can be raised if the request is legitimate.",
              new Headers()));
    }
    String fault =
        RequestAuthority.of(request.target(), request.protocol(), request.headers()).fault();
    if (fault != null) {
      return answer(request, 400, "AH00550", fault);
    }
    if (request.rawPath().equals("*")) {
      return request.method().equals("OPTIONS")
          ? answer(request, 200, "", "OPTIONS * is about the server itself")
          : answer(request, 400, "", "only OPTIONS may ask for *");
    }
    String query = request.query();
    if (CanonicalPath.illegal(request.rawPath())
        || (query != null && (CanonicalPath.illegal(query) || !ascii(query)))) {
      return answer(
          request, 400, "AH10244", "the request target holds a character that it may not");
    }
    return Optional.empty();
  }

  /** RFC 3986 §2: a byte above 127 has to be written as an escape. Payara lets it through. */
  private static boolean ascii(String query) {
    for (int i = 0; i < query.length(); i++) {
      if (query.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Decision.Answer> answer(
      Request request, int status, String code, String reason) {
    Headers headers = new Headers();
    if (status == 405) {
      headers.add("Allow", Decision.ALLOWED);
    }
    return Optional.of(
        new Decision.Answer(
            request.host().settings(),
            status,
            code,
            reason,
            status == 200 ? "" : "The client must send a well-formed request.",
            headers));
  }
}
