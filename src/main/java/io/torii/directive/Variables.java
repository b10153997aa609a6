package io.torii.directive;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces <code>${NAME}</code> in lines: by Define first, then by the environment. */
final class Variables {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_.]*)}");

  /** Directives whose variables may be the request's: with {@code interpolate} they stay. */
  private static final Set<String> INTERPOLATING =
      Set.of(
          "proxypass",
          "proxypassmatch",
          "proxypassreverse",
          "proxypassreversecookiedomain",
          "proxypassreversecookiepath");

  private final Map<String, String> environment;
  private final Map<String, String> defined = new HashMap<>();

  Variables(Map<String, String> environment) {
    this.environment = environment;
  }

  void define(String name, String value) {
    defined.put(name, value);
  }

  void undefine(String name) {
    defined.remove(name);
  }

  /** A directive's line with its variables replaced; an undefined one is a problem and stays. */
  String replace(String name, String text, Origin origin, Problems problems) {
    if (text.indexOf("${") < 0) {
      return text;
    }
    boolean interpolates =
        INTERPOLATING.contains(name.toLowerCase(Locale.ROOT))
            && text.matches("(?i).*\\sinterpolate(\\s.*)?");
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(value(found, interpolates, origin, problems)));
  }

  private String value(MatchResult found, boolean interpolates, Origin origin, Problems problems) {
    String name = found.group(1);
    @Nullable String value = defined.get(name);
    if (value == null) {
      value = environment.get(name);
    }
    if (value == null) {
      if (!interpolates) {
        problems.error(
            origin,
            "${"
                + name
                + "} is not defined: set it in the environment, or write 'Define "
                + name
                + " value' before this line.");
      }
      return found.group();
    }
    return value;
  }
}
