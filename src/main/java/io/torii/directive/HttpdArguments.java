package io.torii.directive;

import java.util.List;

/**
 * The words of {@code APACHE_ARGUMENTS}, which apache2ctl passes to httpd: {@code -D NAME} defines
 * a name, and whatever else stands there would be lost.
 */
final class HttpdArguments {

  private final Variables variables;
  private final Problems problems;

  HttpdArguments(Variables variables, Problems problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /** Takes the words in; a shell parts them at blanks, whatever quotes are among them. */
  void take(String value, Origin origin) {
    List<String> words = List.of(value.strip().split("\\s+"));
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-D") && i + 1 < words.size()) {
        variables.define(words.get(++i));
      } else if (word.startsWith("-D") && word.length() > 2) {
        variables.define(word.substring(2));
      } else if (!word.isEmpty()) {
        problems.error(
            origin,
            "APACHE_ARGUMENTS has \""
                + word
                + "\", which is for httpd's command line: write only \"-D NAME\" there, and what"
                + " else it says into a directive file.");
        return;
      }
    }
  }

  /** For a value that only a shell can work out. */
  void refuse(Origin origin) {
    problems.error(
        origin,
        "APACHE_ARGUMENTS is worked out by a shell: write its words as they are, such as"
            + " APACHE_ARGUMENTS='-D NAME'.");
  }
}
