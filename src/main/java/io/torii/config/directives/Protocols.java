package io.torii.config.directives;

/**
 * What Protocols allows besides HTTP/1.1.
 *
 * @param h2 HTTP/2 on TLS
 * @param h2c HTTP/2 in the clear
 */
record Protocols(boolean h2, boolean h2c) {}
