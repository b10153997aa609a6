package io.torii.observe;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The field {@code traceparent} of W3C Trace Context, by which services speak of one request. */
public final class TraceParent {

  /** Its name. */
  public static final String FIELD = "traceparent";

  /** The request's note with the id of our own trace; {@code %{traceId}n} in a LogFormat. */
  public static final String NOTE = "traceId";

  private static final Pattern SYNTAX =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");
  private static final Pattern ZEROS = Pattern.compile("0+");

  private TraceParent() {}

  /** The trace that a value names; empty if it is none. */
  public static Optional<String> traceId(@Nullable String value) {
    if (value == null) {
      return Optional.empty();
    }
    var matcher = SYNTAX.matcher(value);
    boolean valid =
        matcher.matches()
            && !value.startsWith("ff")
            && !ZEROS.matcher(matcher.group(1)).matches()
            && !ZEROS.matcher(matcher.group(2)).matches();
    return valid ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
