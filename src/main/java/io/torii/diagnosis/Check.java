package io.torii.diagnosis;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows one fault. Has no state, and is asked by several threads at a time. */
public sealed interface Check {

  /** One word or two, joined by a hyphen: how people and programs tell it from the others. */
  String name();

  /** What it finds, as the README has it. */
  String finds();

  /** What it judges by: {@code members}, {@code configuration}, {@code traffic}, or two of them. */
  default String looksAt() {
    return Stream.of(
            this instanceof OfMember ? "members" : "",
            this instanceof OfConfiguration ? "configuration" : "",
            this instanceof OfTraffic ? "traffic" : "")
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** A finding of this check. */
  default Finding finding(
      Severity severity, Subject subject, String cause, String remedy, String evidence) {
    return new Finding(name(), severity, subject, cause, remedy, evidence);
  }

  /** Judges what a visit of a member has brought. */
  non-sealed interface OfMember extends Check {

    /**
     * Looks.
     *
     * @param visit the first one, which all checks of the member share
     * @param visitor to ask for more: at most one request for each way to the member
     */
    List<Finding> look(Visit visit, Visitor visitor);
  }

  /** Judges the configuration, as operators have changed it meanwhile. */
  non-sealed interface OfConfiguration extends Check {

    List<Finding> look(Scene scene);
  }

  /** Judges what the last minutes' requests have shown. */
  non-sealed interface OfTraffic extends Check {

    List<Finding> look(Scene scene, Traffic traffic);
  }
}
