package io.torii.directive;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits the rest of a line into words as httpd does: white space separates; a word that begins
 * with a quote runs to the same quote; in it a backslash takes the special meaning from that quote
 * and from another backslash, and elsewhere it is itself.
 */
final class Words {

  private Words() {}

  /**
   * The words of a text, unquoted.
   *
   * @throws UnclosedQuoteException if a quote has no end
   */
  static List<String> of(String text) throws UnclosedQuoteException {
    List<String> words = new ArrayList<>();
    int i = 0;
    while (true) {
      while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
        i++;
      }
      if (i == text.length()) {
        return words;
      }
      char first = text.charAt(i);
      int end = first == '"' || first == '\'' ? closing(text, i) : blank(text, i);
      if (first == '"' || first == '\'') {
        words.add(unescape(text.substring(i + 1, end), first));
        i = end + 1;
      } else {
        words.add(text.substring(i, end));
        i = end;
      }
    }
  }

  private static int closing(String text, int open) throws UnclosedQuoteException {
    char quote = text.charAt(open);
    int i = open + 1;
    while (i < text.length() && text.charAt(i) != quote) {
      boolean escape =
          text.charAt(i) == '\\'
              && i + 1 < text.length()
              && (text.charAt(i + 1) == quote || text.charAt(i + 1) == '\\');
      i += escape ? 2 : 1;
    }
    if (i >= text.length()) {
      throw new UnclosedQuoteException(text.substring(open));
    }
    return i;
  }

  private static int blank(String text, int start) {
    int i = start;
    while (i < text.length() && !Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static String unescape(String text, char quote) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(i + 1);
        if (next == quote || next == '\\') {
          out.append(next);
          i++;
          continue;
        }
      }
      out.append(c);
    }
    return out.toString();
  }

  /** A quote that is not closed on its line. */
  static final class UnclosedQuoteException extends Exception {

    private static final long serialVersionUID = 1L;

    UnclosedQuoteException(String rest) {
      super("The quote in " + rest + " is not closed: write the other one on the same line.");
    }
  }
}
