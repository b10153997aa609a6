package io.torii.config.directives;

import io.torii.config.HeaderRule.Condition;
import io.torii.config.InvalidValueException;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code env=} and {@code expr=}, which headers and access logs share. */
final class Conditions {

  private Conditions() {}

  /** The condition that a word stands for; empty if it is none. */
  static Optional<Condition> read(Statement s, String word) throws InvalidValueException {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.startsWith("expr=")) {
      return Optional.of(new Condition.Expr(Syntax.condition(s.name(), word.substring(5))));
    }
    if (lower.startsWith("env=") && word.length() > (lower.startsWith("env=!") ? 5 : 4)) {
      boolean present = word.charAt(4) != '!';
      return Optional.of(new Condition.Env(word.substring(present ? 4 : 5), present));
    }
    return Optional.empty();
  }
}
