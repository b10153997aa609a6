package io.torii.config;

import java.util.Set;

/**
 * ProxyErrorOverride.
 *
 * @param on whether backend error pages are replaced by ours
 * @param statuses for which statuses; empty for every 4xx and 5xx
 */
public record ErrorOverride(boolean on, Set<Integer> statuses) {

  public static final ErrorOverride OFF = new ErrorOverride(false, Set.of());

  public ErrorOverride {
    statuses = Set.copyOf(statuses);
  }

  /** True if a backend's response of this status is replaced. */
  public boolean covers(int status) {
    return on && (statuses.isEmpty() ? status >= 400 && status <= 599 : statuses.contains(status));
  }
}
