package io.torii.exchange;

import io.torii.config.ProxyRule;
import io.torii.config.RequestSettings;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is over, for access logs and metrics.
 *
 * @param decision what was to become of it
 * @param attempts what was tried with members; null if it was for none, or was refused before
 * @param originalStatus the status before an error page replaced it ({@code %<s})
 * @param status the status that the client got; 499 if it went away before it got one
 * @param responseHeaders the fields that the client got
 * @param trailersIn the fields behind the request's body that went on ({@code %^ti}); null for none
 * @param trailersOut those behind the response's body ({@code %^to}); null for none
 * @param bodyBytes bytes of the response's body, without head and framing ({@code %B})
 * @param bytesIn bytes that came from the client, head included ({@code %I})
 * @param bytesOut bytes that went to the client, head included ({@code %O})
 * @param elapsed from the request line to the last byte ({@code %D})
 * @param firstByte from the request line to the first byte of the response ({@code %^FB})
 * @param aborted true if the connection broke before the response was whole ({@code %X} is X)
 * @param keptAlive true if the client's connection may be used again ({@code %X} is + or -)
 * @param handler who answered: {@code proxy-server}, {@code balancer-manager}; empty if nobody did
 * @param errorLogged true if the error log has a line with this request's id ({@code %L})
 */
public record Completed(
    Request request,
    Decision decision,
    @Nullable Attempts attempts,
    int originalStatus,
    int status,
    Headers responseHeaders,
    @Nullable Headers trailersIn,
    @Nullable Headers trailersOut,
    long bodyBytes,
    long bytesIn,
    long bytesOut,
    Duration elapsed,
    Duration firstByte,
    boolean aborted,
    boolean keptAlive,
    Optional<String> handler,
    boolean errorLogged) {

  /** What held for it. */
  public RequestSettings settings() {
    return decision.settings();
  }

  /** The ProxyPass that took it; null if none did. */
  public @Nullable ProxyRule rule() {
    return decision.rule();
  }
}
