package io.torii.config;

import java.util.Optional;

/**
 * ServerName, {@code [scheme://]host[:port]}: how we call ourselves.
 *
 * @param host in lower case
 */
public record ServerName(Optional<String> scheme, String host, Optional<Integer> port) {}
