package io.torii.rule;

import io.torii.config.ServerSettings.EncodedSlashes;
import io.torii.rule.PathReading.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What else a backend may read in the path that it gets. Whoever may not have the one may not have
 * the other: a rule for {@code /admin} also covers {@code /x/..;/admin}, which a servlet container
 * takes for it, and {@code /x%2F..%2Fadmin} where encoded slashes are passed on. httpd checks the
 * one path only.
 */
final class OtherReadings {

  private static final Pattern HIDDEN_DOTS =
      Pattern.compile("(/|%2f)(\\.|%2e){2}(;|%3b|/|%2f|$)", Pattern.CASE_INSENSITIVE);

  private OtherReadings() {}

  /** The paths that differ from the one that was decided on; mostly none. */
  static Set<String> of(String path, boolean encoded) {
    boolean parameters = path.indexOf(';') >= 0;
    boolean escapes = encoded && path.indexOf('%') >= 0;
    if (!parameters && !escapes) {
      return Set.of();
    }
    Set<String> readings = new LinkedHashSet<>();
    servlet(path, readings);
    if (escapes && CanonicalPath.decode(path, EncodedSlashes.ON, true) instanceof Path decoded) {
      readings.add(decoded.text());
      servlet(decoded.text(), readings);
    }
    readings.remove(path);
    return readings;
  }

  /** True if it has a {@code ..} that is one only in another reading. */
  static boolean hidesDots(String path) {
    return HIDDEN_DOTS.matcher(path).find();
  }

  private static void servlet(String path, Set<String> into) {
    into.add(ServletPath.atMostToTheRoot(path).path());
  }
}
