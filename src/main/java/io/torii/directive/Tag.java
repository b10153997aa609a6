package io.torii.directive;

import java.util.Optional;

/**
 * A line's shape: a directive, the start of a section or its end.
 *
 * @param name without brackets
 * @param rest what stands behind the name, of an opening tag up to its {@code >}
 * @param flaw what is wrong with it, for an error
 * @param remark what is odd about it, for a warning
 */
record Tag(Kind kind, String name, String rest, Optional<String> flaw, Optional<String> remark) {

  enum Kind {
    DIRECTIVE,
    OPEN,
    CLOSE
  }

  /** Reads a line that is not empty. */
  static Tag of(String line) {
    Words words = Words.of(line);
    String word = words.next();
    String rest = words.rest();
    if (word.startsWith("</")) {
      return closing(word.substring(2), rest);
    }
    if (word.startsWith("<")) {
      return opening(word.substring(1), rest);
    }
    return new Tag(Kind.DIRECTIVE, word, rest, Optional.empty(), Optional.empty());
  }

  private static Tag opening(String word, String rest) {
    String name = word;
    String arguments = rest;
    Optional<String> flaw = Optional.empty();
    int end = 0;
    while (end < word.length() && letter(word.charAt(end))) {
      end++;
    }
    if (end == 0 && word.isEmpty()) {
      Words words = Words.of(rest);
      name = words.hasNext() ? words.next() : "";
      arguments = words.rest();
      flaw = Optional.of("A blank between < and the section's name: write <" + name);
      if (name.endsWith(">") && arguments.isEmpty()) {
        name = name.substring(0, name.length() - 1);
        arguments = ">";
      }
    } else if (end < word.length() && !(word.endsWith(">") && end == word.length() - 1)) {
      name = word.substring(0, end);
      arguments = Words.trim(word.substring(end) + " " + rest);
      flaw =
          Optional.of(
              "No blank between the section's name and its argument: write <"
                  + name
                  + " "
                  + arguments);
    } else if (word.endsWith(">")) {
      name = word.substring(0, end);
      arguments = ">" + rest;
    }
    int close = arguments.lastIndexOf('>');
    if (close < 0) {
      return new Tag(
          Kind.OPEN,
          name,
          arguments,
          Optional.of("<" + name + "> directive missing closing '>'"),
          Optional.empty());
    }
    String behind = Words.trim(arguments.substring(close + 1));
    return new Tag(
        Kind.OPEN,
        name,
        Words.trim(arguments.substring(0, close)),
        flaw,
        ignored(behind, "<" + name + " …>"));
  }

  private static Tag closing(String word, String rest) {
    if (word.endsWith(">")) {
      String name = word.substring(0, word.length() - 1);
      return new Tag(Kind.CLOSE, name, "", Optional.empty(), ignored(rest, "</" + name + ">"));
    }
    String written = Words.trim(word + " " + rest);
    String name = written.endsWith(">") ? written.substring(0, written.length() - 1) : written;
    name = Words.trim(name);
    return new Tag(
        Kind.CLOSE,
        name,
        "",
        Optional.of("</" + word + "> directive missing closing '>': write </" + name + ">"),
        Optional.empty());
  }

  private static Optional<String> ignored(String behind, String tag) {
    return behind.isEmpty()
        ? Optional.empty()
        : Optional.of("\"" + behind + "\" behind " + tag + " is ignored, as httpd does");
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
