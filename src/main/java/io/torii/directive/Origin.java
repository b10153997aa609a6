package io.torii.directive;

/**
 * Where a piece of configuration was written, so that every message can name it.
 *
 * @param source a file's path as the user gave it, or the name of a configuration property
 * @param line the line in that file, from 1; 0 for a property, which has no lines
 */
public record Origin(String source, int line) {

  /** The place of a MicroProfile Config property. */
  public static Origin property(String name) {
    return new Origin(name, 0);
  }

  /** {@code file:line}, or the property's name alone. */
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
