package io.torii.config;

import io.torii.directive.Origin;

/**
 * ErrorLog.
 *
 * @param path the file; {@code |program} and {@code syslog} are refused when the configuration is
 *     read
 */
public record ErrorLogConfig(String path, Origin origin) {}
