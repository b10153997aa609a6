package io.torii.directive;

import java.util.List;

/**
 * A node of the directive tree, after includes, definitions and conditional blocks are resolved.
 */
public sealed interface Node {

  /** The directive's name as the user spelled it; names are compared without regard to case. */
  String name();

  /** The words behind the name, unquoted. */
  List<String> arguments();

  /** Everything behind the name as written, untrimmed quotes included; for expressions. */
  String text();

  Origin origin();

  /** True if this node is called {@code name}, in any case. */
  default boolean is(String name) {
    return name().equalsIgnoreCase(name);
  }

  /** One line, such as {@code ProxyPass / http://10.0.0.1/}. */
  record Directive(String name, List<String> arguments, String text, Origin origin)
      implements Node {
    public Directive {
      arguments = List.copyOf(arguments);
    }
  }

  /** A block, such as {@code <Location "/x">}, with what stands in it. */
  record Section(
      String name, List<String> arguments, String text, List<Node> children, Origin origin)
      implements Node {
    public Section {
      arguments = List.copyOf(arguments);
      children = List.copyOf(children);
    }
  }
}
