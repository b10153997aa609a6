package io.torii.config.format;

import io.torii.config.Format.Token;
import io.torii.config.InvalidValueException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one directive of a log format: {@code %}, modifiers in any order, the letter. */
final class LogToken {

  /** Without a name in braces. */
  private static final String PLAIN = "aAbBDfhHIklLmOpPqrRsStTuUvVX";

  /** With a name in braces. */
  private static final String NAMED = "Ceinox";

  /** Of these the first request counts unless {@code >} is written, of all others the last. */
  private static final String ORIGINAL = "sUTDrR";

  /** The letters whose braces take one of a few words. */
  private static final Map<Character, List<String>> WORDS =
      Map.of(
          'a', List.of("c"),
          'h', List.of("c"),
          'L', List.of("c"),
          'p', List.of("canonical", "local", "remote"),
          'P', List.of("pid", "tid", "hextid"),
          'T', List.of("ms", "us", "s"));

  private LogToken() {}

  /** Reads at a percent sign. */
  static Token read(FormatScanner scanner) throws InvalidValueException {
    int start = scanner.position();
    scanner.skip(); // the percent sign
    Set<Integer> statuses = new LinkedHashSet<>();
    boolean negated = false;
    String argument = "";
    char which = 0;
    while (true) {
      char c = scanner.peek();
      if (c == '{') {
        argument = scanner.braces();
      } else if (c == '!') {
        negated = true;
        scanner.skip();
      } else if (c == '<' || c == '>') {
        which = c;
        scanner.skip();
      } else if (c >= '0' && c <= '9') {
        statuses.add(status(scanner, start));
      } else if (c == ',' && !statuses.isEmpty()) {
        scanner.skip();
      } else {
        break;
      }
    }
    String letter = letter(scanner);
    check(letter, argument, scanner.since(start));
    boolean last = which == 0 ? ORIGINAL.indexOf(letter.charAt(0)) < 0 : which == '>';
    return new Token.Variable(letter, argument, statuses, negated && !statuses.isEmpty(), last);
  }

  private static int status(FormatScanner scanner, int start) throws InvalidValueException {
    int digits = scanner.position();
    while (scanner.peek() >= '0' && scanner.peek() <= '9') {
      scanner.skip();
    }
    String number = scanner.since(digits);
    if (number.length() != 3 || number.charAt(0) < '1' || number.charAt(0) > '5') {
      throw new InvalidValueException(
          "\"" + scanner.since(start) + "\": " + number + " is no response status.");
    }
    return Integer.parseInt(number);
  }

  /** One letter, or a caret and two. */
  private static String letter(FormatScanner scanner) {
    int start = scanner.position();
    int length = scanner.peek() == '^' ? 3 : 1;
    for (int i = 0; i < length; i++) {
      scanner.skip();
    }
    return scanner.since(start);
  }

  private static void check(String letter, String argument, String written)
      throws InvalidValueException {
    switch (letter) {
      case "^FB" -> refuse(argument, written);
      case "^ti", "^to" -> require(argument, written, letter);
      default -> {
        if (letter.length() != 1 || (PLAIN + NAMED).indexOf(letter.charAt(0)) < 0) {
          throw new InvalidValueException(
              "\""
                  + written
                  + "\" is no directive of a log format"
                  + (letter.isEmpty() ? ", write %% for a percent sign." : "."));
        }
        check(letter.charAt(0), argument, written);
      }
    }
  }

  private static void check(char letter, String argument, String written)
      throws InvalidValueException {
    List<String> words = WORDS.get(letter);
    if (words != null) {
      if (!argument.isEmpty() && !words.contains(argument)) {
        throw new InvalidValueException(
            "\"" + written + "\": the braces take " + String.join(", ", words) + ".");
      }
    } else if (NAMED.indexOf(letter) >= 0) {
      require(argument, written, String.valueOf(letter));
    } else if (letter != 't') {
      refuse(argument, written);
    }
  }

  private static void require(String argument, String written, String letter)
      throws InvalidValueException {
    if (argument.isEmpty()) {
      throw new InvalidValueException(
          "\"" + written + "\" needs a name in braces, write %{NAME}" + letter + ".");
    }
  }

  private static void refuse(String argument, String written) throws InvalidValueException {
    if (!argument.isEmpty()) {
      throw new InvalidValueException("\"" + written + "\" takes nothing in braces.");
    }
  }
}
