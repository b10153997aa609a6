package io.torii.directive;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code <IfVersion>}: the version of httpd whose language this is. */
final class HttpdVersion {

  /** The release whose behaviour we follow. */
  static final String VERSION = "2.4.65";

  private HttpdVersion() {}

  /** Whether {@code <IfVersion [[!]operator] version>} holds; empty if it is malformed. */
  static Optional<Boolean> matches(List<String> arguments) {
    if (arguments.isEmpty() || arguments.size() > 2) {
      return Optional.empty();
    }
    String operator = arguments.size() == 2 ? arguments.get(0) : "=";
    String version = arguments.get(arguments.size() - 1);
    boolean negated = operator.startsWith("!");
    return test(negated ? operator.substring(1) : operator, version).map(r -> r != negated);
  }

  private static Optional<Boolean> test(String operator, String version) {
    boolean slashes = version.length() > 1 && version.startsWith("/") && version.endsWith("/");
    if (operator.equals("~") || slashes) {
      String regex = slashes ? version.substring(1, version.length() - 1) : version;
      try {
        return Optional.of(Pattern.compile(regex).matcher(VERSION).find());
      } catch (PatternSyntaxException e) {
        return Optional.empty();
      }
    }
    if (!version.matches("\\d{1,4}(\\.\\d{1,4}){0,2}")) {
      return Optional.empty();
    }
    int order = compare(version);
    return switch (operator) {
      case "=", "==", "" -> Optional.of(order == 0);
      case ">" -> Optional.of(order > 0);
      case ">=" -> Optional.of(order >= 0);
      case "<" -> Optional.of(order < 0);
      case "<=" -> Optional.of(order <= 0);
      default -> Optional.empty();
    };
  }

  /** Compares as many parts as are written: 2.4 equals every 2.4.x. */
  private static int compare(String version) {
    String[] wanted = version.split("\\.", -1);
    String[] ours = VERSION.split("\\.", -1);
    for (int i = 0; i < wanted.length; i++) {
      int difference = Integer.compare(Integer.parseInt(ours[i]), Integer.parseInt(wanted[i]));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }
}
