package io.torii.config.directives;

import io.torii.config.Account.Place;
import io.torii.config.InvalidValueException;
import io.torii.config.members.TimeValue;
import io.torii.directive.Node;
import io.torii.directive.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A directive as it was written, with its arguments read as what they should be. Each reader throws
 * {@link InvalidValueException} with a whole sentence that names the directive.
 */
final class Statement {

  private final Node node;
  private final DirectiveReader reader;
  private final Reading reading;
  private Place place = Place.PERFORMED;

  Statement(Node node, DirectiveReader reader, Reading reading) {
    this.node = node;
    this.reader = reader;
    this.reading = reading;
  }

  /** Reads what stands in this section. */
  void readInto(Block block) {
    reader.readSection(children(), block);
  }

  /** Reads what stands in this virtual host. */
  void readServerInto(Block block) {
    reader.readServer(children(), block);
  }

  Node node() {
    return node;
  }

  Reading reading() {
    return reading;
  }

  Origin origin() {
    return node.origin();
  }

  /** The name as the user spelled it. */
  String name() {
    return node.name();
  }

  /** The name as it is written: a section's with its brackets. */
  String written() {
    return node instanceof Node.Section ? "<" + name() + ">" : name();
  }

  List<String> words() {
    return node.arguments();
  }

  int count() {
    return node.arguments().size();
  }

  String word(int index) {
    return node.arguments().get(index);
  }

  /** The arguments from {@code index} on. */
  List<String> rest(int index) {
    return node.arguments().subList(index, count());
  }

  /** What stands in a section; nothing in a plain directive. */
  List<Node> children() {
    return node instanceof Node.Section section ? section.children() : List.of();
  }

  /**
   * Says that it is not performed here: once for all of its name in the log, each in the account.
   *
   * @param why a clause behind the directive's name
   */
  void elsewhere(Place where, String why) {
    place = where;
    reading.noteOnce(origin(), written(), written() + " " + why + ".");
  }

  /** The same where something else has been said about it. */
  void listed(Place where) {
    place = where;
  }

  /** Where it went. */
  Place place() {
    return place;
  }

  void warn(String message) {
    reading.problems().warn(origin(), message);
  }

  static InvalidValueException invalid(String message) {
    return new InvalidValueException(message);
  }

  boolean onOff(int index) throws InvalidValueException {
    return choice(index, Map.of("on", true, "off", false), "On or Off");
  }

  /**
   * One of several words, in any case.
   *
   * @param choices by the word in lower case
   * @param allowed the words as a message lists them
   */
  <T> T choice(int index, Map<String, T> choices, String allowed) throws InvalidValueException {
    T value = choices.get(word(index).toLowerCase(Locale.ROOT));
    if (value == null) {
      throw invalid(name() + " must be " + allowed + ", not \"" + word(index) + "\".");
    }
    return value;
  }

  /** A whole number from {@code min} to {@code max}. */
  long number(int index, long min, long max) throws InvalidValueException {
    try {
      long value = Long.parseLong(word(index));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw invalid(
        name()
            + " takes a whole number "
            + (max >= Integer.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max)
            + ", not \""
            + word(index)
            + "\".");
  }

  int integer(int index, int min, int max) throws InvalidValueException {
    return (int) number(index, min, max);
  }

  /** A time, bare numbers in seconds. */
  Duration seconds(int index, Duration min) throws InvalidValueException {
    Duration time;
    try {
      time = TimeValue.parse(word(index), ChronoUnit.SECONDS);
    } catch (InvalidValueException e) {
      throw invalid(name() + " \"" + word(index) + "\" is no time: " + e.getMessage() + ".");
    }
    if (time.compareTo(min) < 0) {
      throw invalid(name() + " must be at least " + text(min) + ", not \"" + word(index) + "\".");
    }
    return time;
  }

  private static String text(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }

  /** A regular expression. */
  Pattern regex(int index) throws InvalidValueException {
    return Syntax.regex(written(), word(index), false);
  }

  /** A file that is read, relative to ServerRoot; it is watched. */
  Path file(int index) throws InvalidValueException {
    return reading.file(name(), word(index), origin());
  }
}
