package io.torii.config;

/**
 * What is told about requests beyond httpd's logs.
 *
 * @param metrics {@code torii.metrics}: whether requests are counted and timed (default true); what
 *     it is at the start holds until the end
 */
public record ObserveConfig(boolean metrics) {

  /** What holds where nothing is written. */
  public static final ObserveConfig DEFAULT = new ObserveConfig(true);
}
