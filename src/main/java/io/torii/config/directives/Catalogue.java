package io.torii.config.directives;

import io.torii.directive.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every directive there is: the one place that says which exist, where they may stand, what
 * arguments they take and what they do. To add one, add an entry to the class of its area.
 */
public final class Catalogue {

  private static final List<Definition> ALL =
      Stream.of(
              SectionDirectives.all(),
              ServerDirectives.all(),
              ListenerDirectives.all(),
              ProxyDirectives.all(),
              BalancerDirectives.all(),
              HeaderDirectives.all(),
              EnvironmentDirectives.all(),
              RedirectDirectives.all(),
              RewriteDirectives.all(),
              FileDirectives.all(),
              AccessDirectives.all(),
              TlsDirectives.all(),
              ProxyTlsDirectives.all(),
              LogDirectives.all(),
              HttpdDirectives.all(),
              ModuleDirectives.all(),
              RefusedDirectives.all())
          .flatMap(List::stream)
          .toList();

  private static final Map<String, Definition> BY_NAME = byName();

  private Catalogue() {}

  /** All of them, area by area. */
  public static List<Definition> all() {
    return ALL;
  }

  /** Whether a directive is there and does something; a section with {@code <}. */
  public static boolean understands(String name) {
    Definition definition = BY_NAME.get(name.toLowerCase(Locale.ROOT));
    return definition != null && definition.kind() == Definition.Kind.UNDERSTOOD;
  }

  /**
   * Whether httpd has a directive, as IfDirective asks; a section with {@code <}: what then stands
   * in it is understood, listed or refused.
   */
  public static boolean has(String name) {
    return BY_NAME.containsKey(name.toLowerCase(Locale.ROOT));
  }

  /** The entry for a directive or a section as it is written. */
  static Optional<Definition> find(Node node) {
    return Optional.ofNullable(BY_NAME.get(key(node.name(), node instanceof Node.Section)));
  }

  /** The names of all directives, or of all sections. */
  static List<String> names(boolean sections) {
    return ALL.stream().filter(d -> d.section() == sections).map(Definition::name).toList();
  }

  /** Whether there is a section, or a directive, of that name. */
  static boolean exists(String name, boolean section) {
    return BY_NAME.containsKey(key(name, section));
  }

  private static Map<String, Definition> byName() {
    Map<String, Definition> map = new HashMap<>();
    for (Definition definition : ALL) {
      if (map.put(key(definition.name(), definition.section()), definition) != null) {
        throw new IllegalStateException(definition.written() + " is defined twice");
      }
    }
    return Map.copyOf(map);
  }

  private static String key(String name, boolean section) {
    return (section ? "<" : "") + name.toLowerCase(Locale.ROOT);
  }
}
