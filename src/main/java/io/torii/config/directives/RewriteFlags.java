package io.torii.config.directives;

import io.torii.config.InvalidValueException;
import io.torii.config.RewriteRule.Escapes;
import io.torii.config.RewriteRule.Flag;
import io.torii.config.RewriteText;
import io.torii.directive.Nearest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The flags of one RewriteRule. */
final class RewriteFlags {

  private static final Map<String, Flag> PLAIN =
      Map.ofEntries(
          Map.entry("l", Flag.LAST),
          Map.entry("last", Flag.LAST),
          Map.entry("end", Flag.LAST),
          Map.entry("pt", Flag.PASS_THROUGH),
          Map.entry("passthrough", Flag.PASS_THROUGH),
          Map.entry("c", Flag.CHAIN),
          Map.entry("chain", Flag.CHAIN),
          Map.entry("qsa", Flag.QUERY_APPEND),
          Map.entry("qsappend", Flag.QUERY_APPEND),
          Map.entry("qsd", Flag.QUERY_DISCARD),
          Map.entry("qsdiscard", Flag.QUERY_DISCARD),
          Map.entry("qsl", Flag.QUERY_LAST),
          Map.entry("qslast", Flag.QUERY_LAST),
          Map.entry("ne", Flag.NO_ESCAPE),
          Map.entry("noescape", Flag.NO_ESCAPE),
          Map.entry("unsafeallow3f", Flag.ALLOW_QUESTION_MARK),
          Map.entry("unc", Flag.KEEP_SLASHES));

  /** What has no meaning where there are no subrequests, no directories and no files. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("ns", "nosubreq", "dpi", "discardpath", "unsafeprefixstat");

  /** What to write instead of flags that are not understood. */
  private static final Map<String, String> INSTEAD =
      Map.of(
          "n", "rules are not started anew; write a rule for each step",
          "next", "rules are not started anew; write a rule for each step",
          "co", "write \"Header add Set-Cookie\" with env=NAME, and E=NAME:1 here",
          "cookie", "write \"Header add Set-Cookie\" with env=NAME, and E=NAME:1 here",
          "t", "write \"Header set Content-Type\" in a <Location>",
          "type", "write \"Header set Content-Type\" in a <Location>",
          "h", "write SetHandler in a <Location>",
          "handler", "write SetHandler in a <Location>");

  private static final List<String> NAMES =
      List.of(
          "NC",
          "L",
          "END",
          "R",
          "P",
          "F",
          "G",
          "PT",
          "QSA",
          "QSD",
          "QSL",
          "NE",
          "C",
          "S",
          "E",
          "B",
          "BNE",
          "BNP",
          "BCTLS",
          "NS",
          "DPI",
          "UNC",
          "UnsafeAllow3F",
          "UnsafePrefixStat",
          "nocase",
          "last",
          "redirect",
          "proxy",
          "forbidden",
          "gone",
          "passthrough",
          "qsappend",
          "qsdiscard",
          "qslast",
          "noescape",
          "chain",
          "skip",
          "env",
          "nosubreq",
          "discardpath");

  final Set<Flag> plain = EnumSet.noneOf(Flag.class);
  final List<RewriteText> variables = new ArrayList<>();
  boolean ignoreCase;
  boolean proxy;

  /** The status of R; 0 without one. */
  int redirect;

  /** The status of F, of G, or of an R that redirects nowhere; 0 without one. */
  int answer;

  int skip;
  private boolean escape;
  private boolean controls;
  private boolean plus = true;
  private String only = "";
  private String except = "";

  static RewriteFlags read(List<String> words) throws InvalidValueException {
    RewriteFlags flags = new RewriteFlags();
    for (String word : words) {
      int equals = word.indexOf('=');
      flags.read(
          equals < 0 ? word : word.substring(0, equals),
          equals < 0 ? "" : word.substring(equals + 1));
    }
    return flags;
  }

  @Nullable Escapes escapes() {
    return escape ? new Escapes(only, except, plus, controls) : null;
  }

  private void read(String name, String value) throws InvalidValueException {
    String lower = name.toLowerCase(Locale.ROOT);
    Flag flag = PLAIN.get(lower);
    if (flag != null) {
      plain.add(flag);
      return;
    }
    switch (lower) {
      case "nc", "nocase" -> ignoreCase = true;
      case "p", "proxy" -> proxy = true;
      case "f", "forbidden" -> answer = 403;
      case "g", "gone" -> answer = 410;
      case "r", "redirect" -> redirect(value);
      case "s", "skip" -> skip = number(value);
      case "e", "env" -> variables.add(variable(value));
      case "b", "backrefescaping" -> {
        escape = true;
        only = value.isEmpty() ? only : value;
      }
      case "bctls" -> {
        escape = true;
        controls = true;
      }
      case "bnp", "backrefernoplus" -> plus = false;
      case "bne" -> except = except(value);
      default -> other(name, lower);
    }
  }

  private static void other(String name, String lower) throws InvalidValueException {
    String instead = INSTEAD.get(lower);
    if (instead != null) {
      throw new InvalidValueException(
          "RewriteRule: the flag " + name + " is not understood: " + instead + ".");
    }
    if (!WITHOUT_EFFECT.contains(lower)) {
      throw new InvalidValueException(
          "RewriteRule has no flag \"" + name + "\"" + Nearest.hint(name, NAMES));
    }
  }

  private void redirect(String value) throws InvalidValueException {
    int status =
        switch (value.toLowerCase(Locale.ROOT)) {
          case "", "temp" -> 302;
          case "permanent" -> 301;
          case "seeother" -> 303;
          default -> status(value);
        };
    if (status < 400) {
      redirect = status;
    } else {
      answer = status;
    }
  }

  private static int status(String value) throws InvalidValueException {
    if (!value.matches("[345]\\d\\d")) {
      throw new InvalidValueException(
          "RewriteRule: R="
              + value
              + " names no status: write permanent, temp, seeother or a number from 300 to 599.");
    }
    return Integer.parseInt(value);
  }

  private static int number(String value) throws InvalidValueException {
    if (!value.matches("\\d{1,6}")) {
      throw new InvalidValueException(
          "RewriteRule: S=" + value + " is no number of rules to leave out: write S=1.");
    }
    return Integer.parseInt(value);
  }

  private static RewriteText variable(String value) throws InvalidValueException {
    if (value.isEmpty() || value.startsWith(":") || value.equals("!")) {
      throw new InvalidValueException(
          "RewriteRule: E=" + value + " names no variable: write E=NAME:value or E=!NAME.");
    }
    return RewriteTexts.read("RewriteRule E=", value);
  }

  private static String except(String value) throws InvalidValueException {
    if (value.isEmpty()) {
      throw new InvalidValueException(
          "RewriteRule: BNE names no characters: write BNE=/ for slashes that stay.");
    }
    return value;
  }
}
