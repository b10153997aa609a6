package io.torii.config;

import io.torii.directive.Origin;
import java.util.regex.Pattern;

/**
 * Settings for a part of the traffic: Location, LocationMatch, Proxy or ProxyMatch.
 *
 * @param match what it is compared with: the request path for a Location, the target URL for a
 *     Proxy
 * @param settings what it sets
 */
public record Section(Match match, RequestSettings settings, Origin origin) {

  /** How a section's argument is compared. */
  public sealed interface Match {

    /**
     * A literal: for a Location, a path prefix on a segment boundary; for a Proxy, a URL prefix.
     */
    record Prefix(String text) implements Match {}

    /** With {@code *}, {@code ?} or {@code [ ]}, as fnmatch has it. */
    record Glob(String text, Pattern pattern) implements Match {}

    /**
     * A regular expression, found anywhere; its named groups become variables {@code MATCH_NAME}.
     */
    record Regex(Pattern pattern) implements Match {}
  }
}
