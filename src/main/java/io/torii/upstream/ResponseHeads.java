package io.torii.upstream;

import io.torii.exchange.Failure.Kind;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.Upstream.Interim;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a member answers to one request: interim responses, which are told on, and a final one. */
final class ResponseHeads {

  /** The tenth in a row is one too many, as in httpd. */
  private static final int MAX_INTERIM = 9;

  private final MemberConnection connection;
  private final String member;
  private final @Nullable String upgrade;
  private final Interim interim;
  private final HeadReader reader;
  private int interims;

  /**
   * Those to come.
   *
   * @param member names the member in messages
   * @param lineLimit the longest line, in bytes
   */
  ResponseHeads(
      MemberConnection connection,
      String member,
      MemberRequest request,
      Interim interim,
      int lineLimit) {
    this.connection = connection;
    this.member = member;
    this.upgrade = request.upgrade();
    this.interim = interim;
    this.reader = new HeadReader(connection.input(), member, lineLimit, request.badHeader());
  }

  /** True if not a byte has come: the race for an idle connection looks like that. */
  boolean silent() {
    return !reader.begun() && interims == 0;
  }

  /** Waits for the final response. */
  ResponseHead last() throws ExchangeFailed {
    ResponseHead head = next(Kind.READ_TIMEOUT);
    while (head.interim()) {
      head = next(Kind.READ_TIMEOUT);
    }
    return head;
  }

  /**
   * Waits for one of either kind.
   *
   * @param late what it is if the member says nothing at all for too long: once it has begun to
   *     answer it may have acted on the request (RFC 9110 §9.2.2), and it is READ_TIMEOUT
   */
  ResponseHead next(Kind late) throws ExchangeFailed {
    ResponseHead head;
    try {
      head = reader.read();
    } catch (IOException e) {
      throw failed(e, late);
    }
    if (head.status() == 101 && !askedFor(head)) {
      throw new ExchangeFailed(
          Kind.UNEXPECTED_UPGRADE, member + " sent an unexpected 101 (Switching Protocols)");
    }
    if (head.interim()) {
      tell(head);
    }
    return head;
  }

  /** The row of the failure table that it is not to be able to read a head. */
  ExchangeFailed failed(IOException e, Kind late) {
    if (e instanceof ExchangeFailed failed) {
      return failed;
    }
    if (e instanceof LateException) {
      return new ExchangeFailed(silent() ? late : Kind.READ_TIMEOUT, member + " " + e.getMessage());
    }
    if (e instanceof SSLException) {
      // TLS 1.3: a member refuses our certificate only after the handshake
      return new ExchangeFailed(
          connection.used() ? Kind.NO_RESPONSE : Kind.TLS, "TLS with " + member + " failed: " + e);
    }
    return new ExchangeFailed(
        Kind.NO_RESPONSE, member + " broke the connection: " + e.getMessage());
  }

  /** As httpd: what a 101 switches to is, in any case, what was asked for. */
  private boolean askedFor(ResponseHead head) {
    return upgrade != null && upgrade.equalsIgnoreCase(head.headers().joined("Upgrade").orElse(""));
  }

  private void tell(ResponseHead head) throws ExchangeFailed {
    if (++interims > MAX_INTERIM) {
      throw new ExchangeFailed(
          Kind.TOO_MANY_INTERIM, member + " sent too many (" + interims + ") interim responses");
    }
    interim.received(head.status(), head.headers());
  }
}
