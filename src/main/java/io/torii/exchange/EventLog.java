package io.torii.exchange;

import io.torii.config.ServerSettings.LogLevel;
import io.torii.rule.Request;

/** Where the engine says what happens to a request: the error log of its virtual host. */
public interface EventLog {

  /**
   * Writes one line; the request's id and client are added to it. False if the level is not logged.
   *
   * @param module the httpd module whose LogLevel decides, such as {@code proxy}
   * @param code the AH code, or empty
   */
  boolean log(LogLevel level, String module, Request request, String code, String message);

  /** True if a line of that level would be written: ask before building a long one. */
  boolean enabled(LogLevel level, String module, Request request);
}
