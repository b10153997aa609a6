package io.torii.config.properties;

import io.torii.directive.Nearest;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Says which property was probably meant. */
final class UnknownProperty {

  private UnknownProperty() {}

  static void report(String name, Problems problems) {
    boolean variable = name.startsWith("TORII_");
    List<String> segments = List.of(name.split(variable ? "_" : "\\.", -1));
    Set<String> candidates = new TreeSet<>();
    for (Property property : Property.all()) {
      candidates.add(filled(property.name(), segments, variable));
    }
    List<String> families = families(name, variable);
    problems.error(
        Origin.property(name),
        "there is no such property"
            + (families.isEmpty()
                ? Nearest.hint(name, candidates)
                : ": write " + String.join(" or ", families) + "."));
  }

  /** The families whose names start as this one does, but go on. */
  private static List<String> families(String name, boolean variable) {
    return Property.all().stream()
        .filter(p -> !p.isSingle())
        .map(p -> variable ? Property.variable(p.name()) : p.name())
        .filter(f -> name.startsWith(f.substring(0, f.indexOf("NAME"))))
        .toList();
  }

  /** A property's name with the user's own words where it leaves room for them. */
  private static String filled(String name, List<String> segments, boolean variable) {
    String[] parts = name.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean room = !parts[i].equals(parts[i].toLowerCase(Locale.ROOT));
      if (room && i < segments.size()) {
        parts[i] = segments.get(i);
      }
    }
    String filled = String.join(".", parts);
    return variable ? Property.variable(filled) : filled;
  }
}
