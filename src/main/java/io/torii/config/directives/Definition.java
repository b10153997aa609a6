package io.torii.config.directives;

import io.torii.config.Account.Place;
import io.torii.config.InvalidValueException;
import java.util.List;
import java.util.Set;

/**
 * An entry of the {@link Catalogue}: a directive, where it may stand and what it does.
 *
 * @param name as httpd spells it; a section's without its brackets
 * @param section whether it encloses others
 * @param contexts where it may stand; empty for one that is looked at nowhere
 * @param shape its arguments
 * @param kind what we make of it
 * @param description one line: what it does, where it is set instead, or what to write instead
 * @param place where it is set, if it is not done here
 * @param phase when it is read, among those of one server
 * @param meaning what reading it does
 */
public record Definition(
    String name,
    boolean section,
    Set<Context> contexts,
    Shape shape,
    Kind kind,
    String description,
    Place place,
    Phase phase,
    Meaning meaning) {

  /** What we make of a directive that httpd has. */
  public enum Kind {
    /** It does what it does in httpd. */
    UNDERSTOOD,
    /** It is the container's or httpd's own: named once in the log. */
    ELSEWHERE,
    /** It would change who gets what, and we do not do it: an error. */
    REFUSED
  }

  /** The order in which the directives of one server are read; within a phase, that of the file. */
  public enum Phase {
    /** What declares things that others name. */
    DECLARE,
    NORMAL,
    /** What passes requests on, by all that was said before. */
    ROUTE,
    /** Virtual hosts, which inherit from everything that the main server says. */
    INHERIT
  }

  /** What reading a directive does. */
  @FunctionalInterface
  interface Meaning {
    /**
     * Reads one directive into the block that it stands in.
     *
     * @throws InvalidValueException if the directive's arguments make no sense
     */
    void read(Statement statement, Block block) throws InvalidValueException;
  }

  static Definition directive(
      String name, Set<Context> contexts, String usage, String description, Meaning meaning) {
    return of(name, contexts, Shape.of(usage), description, meaning);
  }

  static Definition of(
      String name, Set<Context> contexts, Shape shape, String description, Meaning meaning) {
    return new Definition(
        name,
        false,
        contexts,
        shape,
        Kind.UNDERSTOOD,
        description,
        Place.PERFORMED,
        Phase.NORMAL,
        meaning);
  }

  static Definition section(
      String name, Set<Context> contexts, Shape shape, String description, Meaning meaning) {
    return new Definition(
        name,
        true,
        contexts,
        shape,
        Kind.UNDERSTOOD,
        description,
        Place.PERFORMED,
        Phase.NORMAL,
        meaning);
  }

  static Definition elsewhere(String name, boolean section, Place place, String where) {
    return new Definition(
        name,
        section,
        Set.of(),
        Shape.text("…"),
        Kind.ELSEWHERE,
        where,
        place,
        Phase.NORMAL,
        (s, b) -> {});
  }

  static Definition refused(String name, boolean section, String instead) {
    return refused(
        name,
        section,
        instead,
        (statement, block) -> {
          throw new InvalidValueException(
              statement.written() + " is not understood: " + instead + ".");
        });
  }

  /** A directive that is refused with a message of its own, perhaps only for some arguments. */
  static Definition refused(String name, boolean section, String instead, Meaning meaning) {
    return new Definition(
        name,
        section,
        Set.of(),
        Shape.text("…"),
        Kind.REFUSED,
        instead,
        Place.PERFORMED,
        Phase.NORMAL,
        meaning);
  }

  /** The same, read in another phase. */
  Definition in(Phase other) {
    return new Definition(name, section, contexts, shape, kind, description, place, other, meaning);
  }

  /** The names of a list, apart by blanks. */
  static List<String> names(String list) {
    return List.of(list.split(" ", -1));
  }

  /** As it is written: a section with its brackets. */
  public String written() {
    return section ? "<" + name + ">" : name;
  }
}
