package io.torii.directive;

import io.torii.directive.OpenSection.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The open sections of one file, and the nodes read in it. A section can't span files. */
final class SectionStack {

  private final Problems problems;
  private final Deque<OpenSection> open = new ArrayDeque<>();
  private final List<Node> nodes = new ArrayList<>();

  SectionStack(Problems problems) {
    this.problems = problems;
  }

  /** True inside of a condition that does not hold. */
  boolean skipping() {
    return !open.isEmpty() && open.element().skipped();
  }

  void add(Node node) {
    if (open.isEmpty()) {
      nodes.add(node);
    } else {
      open.element().add(node);
    }
  }

  void open(String name, List<String> arguments, String text, Origin origin, Effect effect) {
    open.push(new OpenSection(name, arguments, text, origin, effect));
  }

  /**
   * Ends the innermost section. If the names differ, the section of that name further out ends with
   * all in it; if there is none, the innermost one is taken to be meant.
   */
  void close(String name, Origin origin) {
    if (open.isEmpty()) {
      problems.error(origin, "</" + name + "> without matching <" + name + "> section");
      return;
    }
    boolean known = open.stream().anyMatch(s -> s.name().equalsIgnoreCase(name));
    while (known && !open.element().name().equalsIgnoreCase(name)) {
      report(open.element(), name, origin);
      pop();
    }
    if (!known) {
      report(open.element(), name, origin);
    }
    pop();
  }

  /** Ends the file. */
  List<Node> end() {
    while (!open.isEmpty()) {
      OpenSection section = open.element();
      problems.error(
          section.origin(),
          "<" + section.name() + "> was not closed: write </" + section.name() + "> at its end");
      pop();
    }
    return nodes;
  }

  private void report(OpenSection section, String name, Origin origin) {
    problems.error(
        origin,
        "<"
            + section.name()
            + "> opened at "
            + section.origin()
            + " is closed by </"
            + name
            + "> at line "
            + origin.line());
  }

  private void pop() {
    open.pop().close().forEach(this::add);
  }
}
