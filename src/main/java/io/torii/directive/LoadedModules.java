package io.torii.directive;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules whose LoadModule was read. What stands in their IfModule is read in httpd, so it is
 * read here too: whether it is understood, listed or refused is then decided line by line.
 */
final class LoadedModules {

  private static final Pattern IDENTIFIER = Pattern.compile("(.+)_module");
  private static final Pattern FILE = Pattern.compile("(?:.*/)?(?:mod_|lib)?([^/]+?)\\.\\w+");

  /** The source files that are not called as their module is. */
  private static final Map<String, String> SOURCES =
      Map.of(
          "mpm_event", "event.c",
          "mpm_prefork", "prefork.c",
          "mpm_worker", "worker.c",
          "ldap", "util_ldap.c");

  private final Set<String> identifiers = new LinkedHashSet<>();
  private final Set<String> names = new HashSet<>();

  /** {@code LoadModule proxy_module modules/mod_proxy.so}. */
  void load(List<String> arguments) {
    if (arguments.isEmpty()) {
      return;
    }
    identifiers.add(arguments.get(0));
    names.add(arguments.get(0));
    Matcher identifier = IDENTIFIER.matcher(arguments.get(0));
    if (identifier.matches()) {
      source(identifier.group(1));
    }
    if (arguments.size() > 1) {
      Matcher file = FILE.matcher(arguments.get(1));
      if (file.matches()) {
        source(file.group(1));
      }
    }
  }

  private void source(String module) {
    names.add("mod_" + module + ".c");
    String other = SOURCES.get(module);
    if (other != null) {
      names.add(other);
    }
  }

  /**
   * Whether IfModule finds it.
   *
   * @param name its identifier or its source file, in that very case
   */
  boolean has(String name) {
    return names.contains(name);
  }

  /** Their identifiers, in order. */
  Set<String> identifiers() {
    return identifiers;
  }
}
