package io.torii.config.properties;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The names of our properties that some source has. A name is spelled with dots, or it is a
 * variable of the environment that no name with dots stands for.
 *
 * <p>Implementations list environment variables as they are, and some also list what they guess the
 * dotted name to be ({@code torii.proxy.pass.x} for {@code TORII_PROXY_PASS_X}); the guesses are
 * left out.
 */
final class PropertyNames {

  private static final String PREFIX = "torii.";
  private static final Pattern VARIABLE = Pattern.compile("TORII_[A-Z0-9_]+");
  private static final Pattern PROFILE = Pattern.compile("^%[^.]+\\.");

  /**
   * What Kubernetes puts into the environment of every pod for a Service whose name starts with
   * torii: none of our business.
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "TORII(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT"
              + "|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

  private final Set<String> all = new TreeSet<>();
  private final Set<String> dotted = new TreeSet<>();
  private final List<String> variables = new ArrayList<>();

  PropertyNames(Config config) {
    Set<String> names = all;
    config.getPropertyNames().forEach(names::add);
    Map<String, String> byVariable = new HashMap<>();
    for (String name : names) {
      if (name.startsWith(PREFIX)
          && (!names.contains(Property.variable(name)) || own(config, name))) {
        dotted.add(name);
        byVariable.put(Property.variable(name), name);
      }
    }
    for (String name : names) {
      boolean variable = VARIABLE.matcher(name).matches() && !SERVICE_LINK.matcher(name).matches();
      if (variable && !byVariable.containsKey(name)) {
        variables.add(name);
      }
    }
  }

  /** Others' names that begin so. */
  List<String> startingWith(String prefix) {
    return all.stream().filter(name -> name.startsWith(prefix)).toList();
  }

  /** Spelled as properties are, in alphabetical order. */
  Set<String> dotted() {
    return dotted;
  }

  /** Spelled as variables are, and nothing else stands for them; in alphabetical order. */
  List<String> variables() {
    return variables;
  }

  /** Whether a source other than the environment has the name. */
  private static boolean own(Config config, String name) {
    String variable = Property.variable(name);
    for (ConfigSource source : config.getConfigSources()) {
      Set<String> names = source.getPropertyNames();
      if (!names.contains(variable)
          && names.stream().anyMatch(n -> PROFILE.matcher(n).replaceFirst("").equals(name))) {
        return true;
      }
    }
    return false;
  }
}
