package io.torii.config;

import io.torii.config.HeaderRule.Condition;
import io.torii.directive.Origin;

/**
 * One CustomLog.
 *
 * @param path the file; {@code |program} and {@code syslog} are refused when the configuration is
 *     read
 * @param format what a line looks like
 * @param condition which requests it takes
 */
public record AccessLogConfig(String path, Format format, Condition condition, Origin origin) {}
