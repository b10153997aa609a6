package io.torii.directive;

import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code <IfVersion [[!]operator] version>} of mod_version. Files are read as httpd {@value
 * #VERSION} would.
 */
final class VersionCondition {

  static final String VERSION = "2.4.65";

  private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,2}\\.?");

  private final boolean holds;

  private VersionCondition(boolean holds) {
    this.holds = holds;
  }

  boolean holds() {
    return holds;
  }

  /**
   * Without an operator the version must be equal.
   *
   * @throws IllegalArgumentException if httpd would refuse it
   */
  static VersionCondition parse(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("directive requires additional arguments");
    }
    if (words.size() > 2) {
      throw new IllegalArgumentException("takes an operator and a version, not more");
    }
    String version = words.get(words.size() - 1);
    String operator = words.size() == 1 ? "=" : words.get(0);
    boolean negated = operator.length() > 1 && operator.startsWith("!");
    return new VersionCondition(
        negated != test(negated ? operator.substring(1) : operator, version));
  }

  private static boolean test(String operator, String version) {
    return switch (operator) {
      case "=", "==" ->
          version.startsWith("/") ? matches(delimited(version)) : compare(version) == 0;
      case "~" -> matches(version);
      case "<" -> compare(version) < 0;
      case "<=" -> compare(version) <= 0;
      case ">" -> compare(version) > 0;
      case ">=" -> compare(version) >= 0;
      default ->
          throw new IllegalArgumentException(
              "unrecognized operator '" + operator + "': there are =, ==, <, <=, >, >= and ~");
    };
  }

  private static String delimited(String version) {
    if (version.length() < 2 || !version.endsWith("/")) {
      throw new IllegalArgumentException("Missing delimiting / of regular expression.");
    }
    return version.substring(1, version.length() - 1);
  }

  private static boolean matches(String regex) {
    try {
      return Regex.compile(regex, false).matcher(VERSION).find();
    } catch (InvalidRegexException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Ours against the one in the file. */
  private static int compare(String version) {
    if (!FORM.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "Version appears to be invalid. It must have the format major[.minor[.patch]] where"
              + " major, minor and patch are numbers: "
              + version);
    }
    String[] ours = VERSION.split("\\.", -1);
    String[] theirs = version.replaceFirst("\\.$", "").split("\\.", -1);
    for (int i = 0; i < ours.length; i++) {
      int other = i < theirs.length ? Integer.parseInt(theirs[i]) : 0;
      int order = Integer.compare(Integer.parseInt(ours[i]), other);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
