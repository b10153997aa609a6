package io.torii.upstream;

import io.torii.config.MemberConfig;
import io.torii.exchange.Failure;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.RequestBody.ClientBodyException;
import io.torii.upstream.ResponseParsers.BadLineException;
import java.io.IOException;
import java.net.UnknownHostException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;

/** What an exception means, by what it is and by how far the exchange had come. */
final class Failures {

  /** How far an exchange had come. */
  enum Phase {
    /** Head and body are being sent. */
    SENDING,
    /** {@code Expect: 100-continue} has been sent. */
    WAITING_FOR_CONTINUE,
    /** The head of the response is being read. */
    RECEIVING
  }

  private Failures() {}

  /** No connection came about. */
  static Failure connecting(MemberConfig member, IOException e) {
    if (e instanceof UnknownHostException) {
      return of(Kind.UNKNOWN_HOST, "DNS lookup failure for: " + member.url().host(), false, false);
    }
    if (e instanceof TlsFailedException) {
      return of(
          Kind.TLS,
          "Error during SSL Handshake with remote server " + member.url() + ": " + reason(e),
          false,
          false);
    }
    return of(
        Kind.CONNECT,
        "attempt to connect to " + member.url() + " failed: " + reason(e),
        false,
        false);
  }

  static Failure poolFull(MemberConfig member) {
    String max = member.pool().max() + " connections to " + member.url();
    return of(Kind.POOL_FULL, "all " + max + " stayed in use for too long", false, false);
  }

  /** It broke on a connection. */
  static Failure exchanging(
      MemberConfig member, Exception e, Phase phase, boolean late, boolean reused) {
    if (e instanceof ClientBodyException client) {
      return of(client.kind(), String.valueOf(client.getMessage()), true, reused);
    }
    String url = member.url().toString();
    if (late || phase == Phase.WAITING_FOR_CONTINUE) {
      return late(url, phase, e, reused);
    }
    if (phase == Phase.SENDING) {
      return of(
          Kind.WRITE, "sending the request to " + url + " failed: " + reason(e), true, reused);
    }
    if (e instanceof MessageConstraintException) {
      return of(
          Kind.HEADER_TOO_LONG,
          url + " sent a line longer than responsefieldsize: " + reason(e),
          true,
          reused);
    }
    if (e instanceof TooManyInterimException) {
      return of(
          Kind.TOO_MANY_INTERIM,
          "Too many (10) interim responses from origin server " + url,
          true,
          reused);
    }
    if (e instanceof BadLineException bad && bad.inStatusLine()) {
      return of(
          Kind.BAD_STATUS_LINE,
          "Corrupt status line returned by remote server " + url + ": " + reason(e),
          true,
          reused);
    }
    if (e instanceof HttpException) {
      return of(Kind.BAD_HEADER, "bad header from " + url + ": " + reason(e), true, reused);
    }
    return of(
        Kind.NO_RESPONSE,
        "error reading status line from remote server " + url + ": " + reason(e),
        true,
        reused);
  }

  private static Failure late(String url, Phase phase, Exception e, boolean reused) {
    return switch (phase) {
      case SENDING ->
          of(Kind.WRITE_TIMEOUT, url + " did not take the request in time", true, reused);
      case WAITING_FOR_CONTINUE ->
          of(
              Kind.NO_CONTINUE,
              url + " did not answer Expect: 100-continue in time: " + reason(e),
              false,
              reused);
      case RECEIVING ->
          of(
              Kind.READ_TIMEOUT,
              "no status line from remote server " + url + " within its timeout",
              true,
              reused);
    };
  }

  static Failure unexpectedUpgrade(MemberConfig member) {
    return of(Kind.UNEXPECTED_UPGRADE, "Unexpected Upgrade: 101 from " + member.url(), true, false);
  }

  /** More interim responses in a row than anybody needs. */
  static final class TooManyInterimException extends HttpException {
    private static final long serialVersionUID = 1L;
  }

  private static Failure of(Kind kind, String detail, boolean sent, boolean reused) {
    return new Failure(kind, detail, sent, reused);
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
  }
}
