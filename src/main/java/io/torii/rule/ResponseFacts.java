package io.torii.rule;

import io.torii.http.Headers;
import java.time.Duration;
import java.util.Optional;

/**
 * What conditions and formats may ask about a response.
 *
 * @param status the status that the client gets
 * @param headers the fields that the client gets
 * @param elapsed since the request came in
 * @param handler who answered: {@code proxy-server}, {@code balancer-manager}; empty if nobody did
 */
public record ResponseFacts(
    int status, Headers headers, Duration elapsed, Optional<String> handler) {}
