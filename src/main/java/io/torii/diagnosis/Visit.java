package io.torii.diagnosis;

import io.torii.health.CheckResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of going to a member once.
 *
 * @param certificates those that the member has shown, its own first; empty without TLS
 */
record Visit(Approach approach, Outcome outcome, List<X509Certificate> certificates) {

  Visit {
    certificates = List.copyOf(certificates);
  }

  /** How far it went. */
  sealed interface Outcome {}

  /** Its name has no address. */
  record NoAddress(String reason) implements Outcome {}

  /**
   * It took no connection.
   *
   * @param late true if nothing was heard at all, false if somebody refused
   * @param where the addresses that were tried
   */
  record NoConnection(boolean late, String where, String reason, Duration after)
      implements Outcome {}

  /** No agreement on TLS. */
  record NoTls(IOException failure) implements Outcome {}

  /**
   * The port speaks the other one of TLS and plain HTTP.
   *
   * @param secure true if it speaks TLS and its URL says http
   */
  record OtherProtocol(boolean secure, String evidence) implements Outcome {}

  /** No response that is HTTP. */
  record NoAnswer(IOException failure, Duration after) implements Outcome {}

  /**
   * A response.
   *
   * @param at when its head was whole
   * @param took from the request to then
   */
  record Answered(CheckResponse response, Instant at, Duration took) implements Outcome {}

  /** The response, if there was one. */
  Optional<Answered> answered() {
    return outcome instanceof Answered answered ? Optional.of(answered) : Optional.empty();
  }

  Subject subject() {
    return approach.subject();
  }

  /** {@code GET /app: 200 after 12 ms}. */
  static String text(Approach approach, Answered answered) {
    return "GET "
        + approach.path()
        + ": "
        + answered.response().status()
        + " after "
        + answered.took().toMillis()
        + " ms";
  }
}
