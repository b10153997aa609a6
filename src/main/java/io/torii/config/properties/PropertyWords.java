package io.torii.config.properties;

import io.torii.config.InvalidValueException;
import java.util.ArrayList;
import java.util.List;

/** Splits a property's value as a line of a directive file is split. */
final class PropertyWords {

  private PropertyWords() {}

  /** Entries with commas between them, each as its words; commas in quotes do not count. */
  static List<List<String>> entries(String text) throws InvalidValueException {
    List<List<String>> entries = new ArrayList<>();
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ',') {
        entries.add(words);
        words = new ArrayList<>();
        at++;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        at = word(text, at, true, words);
      }
    }
    entries.add(words);
    entries.removeIf(List::isEmpty);
    return entries;
  }

  /** Words with blanks between them. */
  static List<String> words(String text) throws InvalidValueException {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        at = word(text, at, false, words);
      }
    }
    return words;
  }

  /**
   * Adds the word that starts at a position. A quoted word ends at its quote, any other at a blank;
   * inside of quotes a backslash takes the meaning of a quote or a backslash.
   *
   * @return the position behind it
   */
  private static int word(String text, int start, boolean commaEnds, List<String> words)
      throws InvalidValueException {
    StringBuilder word = new StringBuilder();
    char quote = 0;
    int at = start;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quote != 0) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        if (c == quote) {
          quote = 0;
        } else if (c == '\\' && (next == quote || next == '\\')) {
          word.append(next);
          at++;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (Character.isWhitespace(c) || (commaEnds && c == ',')) {
        break;
      } else {
        word.append(c);
      }
    }
    if (quote != 0) {
      throw new InvalidValueException("the quote " + quote + " is not closed.");
    }
    words.add(word.toString());
    return at;
  }
}
