package io.torii.config.properties;

import io.torii.config.InvalidValueException;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Reads values as the text that was written; what is wrong names the property. */
final class PropertyValues {

  private final Config config;
  private final Problems problems;

  PropertyValues(Config config, Problems problems) {
    this.config = config;
    this.problems = problems;
  }

  /** A property's value without blanks around it; an empty one is none, as MicroProfile has it. */
  Optional<String> text(String name) {
    ConfigValue found = config.getConfigValue(name);
    String raw = found.getRawValue();
    if (found.getValue() == null && raw != null && !raw.isBlank()) {
      problems.error(
          Origin.property(name),
          "nothing has the name in "
              + raw
              + ": set it, or write \\${ where a dollar sign and a brace are meant.");
    }
    return Optional.ofNullable(found.getValue()).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** A property's value, read; empty if it has a problem. */
  <T> Optional<T> read(String name, Reader<T> reader) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.read(text.get()));
    } catch (InvalidValueException e) {
      problems.error(Origin.property(name), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** What reads a value. */
  interface Reader<T> {
    T read(String text) throws InvalidValueException;
  }
}
