package io.torii.directive;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Answers {@code <IfModule>} and its like. */
final class Conditions {

  private static final Set<String> NAMES =
      Set.of("ifmodule", "ifdefine", "iffile", "ifdirective", "ifsection", "ifversion");

  private final ParserSettings settings;
  private final LoadedModules modules;
  private final Variables variables;
  private final ServerRoot root;
  private final Problems problems;

  Conditions(
      ParserSettings settings,
      LoadedModules modules,
      Variables variables,
      ServerRoot root,
      Problems problems) {
    this.settings = settings;
    this.modules = modules;
    this.variables = variables;
    this.root = root;
    this.problems = problems;
  }

  static boolean isCondition(String section) {
    return NAMES.contains(section.toLowerCase(Locale.ROOT));
  }

  /** False, with an error, for a condition that can't be understood. */
  boolean holds(Tag tag, Origin origin) {
    if (tag.name().equalsIgnoreCase("IfVersion")) {
      try {
        return VersionCondition.parse(Words.split(tag.rest())).holds();
      } catch (IllegalArgumentException e) {
        problems.error(origin, "<" + tag.name() + ">: " + e.getMessage());
        return false;
      }
    }
    boolean negated = tag.rest().startsWith("!");
    List<String> words = Words.split(negated ? tag.rest().substring(1) : tag.rest());
    if (words.isEmpty() || words.get(0).isEmpty()) {
      problems.error(origin, "<" + tag.name() + "> directive requires additional arguments");
      return false;
    }
    if (words.size() > 1) {
      problems.warn(
          origin,
          "<" + tag.name() + "> looks at its first argument only, as in httpd: nest several");
    }
    return negated != test(tag.name(), words.get(0));
  }

  private boolean test(String section, String argument) {
    return switch (section.toLowerCase(Locale.ROOT)) {
      case "ifmodule" -> modules.has(argument) || settings.modules().test(argument);
      case "ifdefine" -> variables.defined(argument);
      case "ifdirective" -> settings.directives().test(argument);
      case "ifsection" -> settings.directives().test("<" + argument);
      default -> exists(argument);
    };
  }

  private boolean exists(String path) {
    try {
      return Files.exists(root.resolve(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
