package io.torii.directive;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words as httpd does, where not every backslash and quote is special. */
public final class Words {

  private final String line;
  private int at;
  private boolean unclosedQuote;

  private Words(String line) {
    this.line = line;
    skipBlanks();
  }

  /**
   * All the words of a line. A word that starts with {@code "} or {@code '} reaches to the next
   * such quote, in which a backslash protects that quote and a backslash; what follows the closing
   * quote, even without a blank, is the next word. In a word that starts otherwise quotes are plain
   * and a backslash stands for itself, only {@code \\} is one.
   */
  public static List<String> split(String line) {
    Words words = new Words(line);
    List<String> all = new ArrayList<>();
    while (words.hasNext()) {
      all.add(words.next());
    }
    return all;
  }

  static Words of(String line) {
    return new Words(line);
  }

  boolean hasNext() {
    return at < line.length();
  }

  /** What stands behind the words that were taken so far. */
  String rest() {
    return line.substring(at);
  }

  /** True if a word that was taken opens a quote that the line does not close. */
  boolean unclosedQuote() {
    return unclosedQuote;
  }

  String next() {
    char first = line.charAt(at);
    String word = first == '"' || first == '\'' ? quoted(first) : plain();
    skipBlanks();
    return word;
  }

  private String quoted(char quote) {
    StringBuilder word = new StringBuilder();
    for (at++; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == quote) {
        at++;
        return word.toString();
      }
      if (c == '\\' && at + 1 < line.length()) {
        char protectedOne = line.charAt(at + 1);
        if (protectedOne == quote || protectedOne == '\\') {
          c = protectedOne;
          at++;
        }
      }
      word.append(c);
    }
    unclosedQuote = true;
    return word.toString();
  }

  private String plain() {
    StringBuilder word = new StringBuilder();
    for (; at < line.length() && !blank(line.charAt(at)); at++) {
      char c = line.charAt(at);
      if (c == '\\' && at + 1 < line.length() && line.charAt(at + 1) == '\\') {
        at++;
      }
      word.append(c);
    }
    return word.toString();
  }

  private void skipBlanks() {
    while (at < line.length() && blank(line.charAt(at))) {
      at++;
    }
  }

  /** What C's isspace calls a space. */
  static boolean blank(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** Without blanks at both ends. */
  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && blank(text.charAt(from))) {
      from++;
    }
    while (to > from && blank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }
}
