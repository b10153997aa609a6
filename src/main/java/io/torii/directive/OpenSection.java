package io.torii.directive;

import java.util.ArrayList;
import java.util.List;

/** A section whose end has not been read yet. */
final class OpenSection {

  /** What becomes of the lines in it. */
  enum Effect {
    /** A node of the tree. */
    NODE,
    /** A condition that holds: its lines count as if it were not there. */
    TRANSPARENT,
    /** A condition that does not hold, or anything inside of one. */
    SKIPPED
  }

  private final String name;
  private final List<String> arguments;
  private final String text;
  private final Origin origin;
  private final Effect effect;
  private final List<Node> children = new ArrayList<>();

  OpenSection(String name, List<String> arguments, String text, Origin origin, Effect effect) {
    this.name = name;
    this.arguments = arguments;
    this.text = text;
    this.origin = origin;
    this.effect = effect;
  }

  String name() {
    return name;
  }

  Origin origin() {
    return origin;
  }

  boolean skipped() {
    return effect == Effect.SKIPPED;
  }

  void add(Node node) {
    children.add(node);
  }

  /** What it leaves to the section around it. */
  List<Node> close() {
    return switch (effect) {
      case NODE -> List.of(new Node.Section(name, arguments, text, children, origin));
      case TRANSPARENT -> children;
      case SKIPPED -> List.of();
    };
  }
}
