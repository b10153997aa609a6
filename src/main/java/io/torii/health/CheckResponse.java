package io.torii.health;

import io.torii.http.Headers;

/**
 * What a member answered to a check.
 *
 * @param status 200 to 599
 * @param body for {@code hc('body')}: the answer to a GET, its framing removed, as ISO 8859-1 and
 *     cut after 1 MiB; empty for other methods
 */
public record CheckResponse(int status, Headers headers, String body) {}
