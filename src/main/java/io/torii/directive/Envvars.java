package io.torii.directive;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code envvars} file that Debian's apache2ctl sources: assignments, {@code export},
 * {@code unset} and <code>: ${NAME:=default}</code>. It is a shell script, and what else stands in
 * it, conditional blocks above all, is passed over.
 */
final class Envvars {

  private static final Pattern ASSIGNMENT = Pattern.compile("(export\\s+)?([A-Za-z_]\\w*)=(.*)");
  private static final Pattern EXPORT = Pattern.compile("export((\\s+[A-Za-z_]\\w*)+)\\s*");
  private static final Pattern DEFAULT =
      Pattern.compile(":\\s+\"?\\$\\{([A-Za-z_]\\w*):?=(.*)\\}\"?");
  private static final Pattern UNSET = Pattern.compile("unset\\s+([A-Za-z_]\\w*)");
  private static final Pattern BLOCK = Pattern.compile("(if|case|for|while|until)\\b.*");
  private static final Pattern BLOCK_END = Pattern.compile("(.*[;\\s])?(fi|esac|done)\\b.*");

  /** What apache2ctl passes to httpd, exported or not. */
  private static final String ARGUMENTS = "APACHE_ARGUMENTS";

  private static final Pattern MENTION = Pattern.compile(".*\\b" + ARGUMENTS + "\\b.*");

  private final Map<String, String> environment;
  private final Map<String, String> values = new HashMap<>();
  private final Set<String> exported = new HashSet<>();
  private int argumentsLine;
  private int obscureLine;

  /**
   * @param environment what the shell would start with; it is not written to
   */
  Envvars(Map<String, String> environment) {
    this.environment = environment;
  }

  /** What the script exports. */
  Map<String, String> read(String script) {
    int depth = 0;
    int number = 0;
    for (String raw : script.split("\\R", -1)) {
      number++;
      String line = Words.trim(raw);
      if (BLOCK.matcher(line).matches()) {
        depth++;
      }
      boolean mentioned = !line.startsWith("#") && MENTION.matcher(line).matches();
      if (mentioned) {
        argumentsLine = number;
      }
      if (depth == 0 && !line.startsWith("#")) {
        boolean clear = line(line);
        obscureLine = mentioned ? (clear ? 0 : number) : obscureLine;
      } else if (mentioned) {
        obscureLine = number;
      }
      if (depth > 0 && BLOCK_END.matcher(line).matches()) {
        depth--;
      }
    }
    Map<String, String> result = new HashMap<>(values);
    result.keySet().retainAll(exported);
    return result;
  }

  /** The words that httpd would be started with; empty for none. */
  String arguments() {
    return value(ARGUMENTS);
  }

  /** The last line that says something about them; 0 if none does. */
  int argumentsLine() {
    return argumentsLine;
  }

  /** The line because of which only a shell could tell them. */
  OptionalInt obscureLine() {
    return obscureLine == 0 ? OptionalInt.empty() : OptionalInt.of(obscureLine);
  }

  /** False for a line that only a shell understands. */
  private boolean line(String line) {
    Matcher assignment = ASSIGNMENT.matcher(line);
    Matcher export = EXPORT.matcher(line);
    Matcher fallback = DEFAULT.matcher(line);
    Matcher unset = UNSET.matcher(line);
    if (assignment.matches()) {
      String name = assignment.group(2);
      Optional<String> expanded = expand(assignment.group(3));
      expanded.ifPresent(value -> values.put(name, value));
      if (assignment.group(1) != null) {
        exported.add(name);
      }
      return expanded.isPresent();
    } else if (export.matches()) {
      exported.addAll(Words.split(export.group(1)));
    } else if (fallback.matches()) {
      if (value(fallback.group(1)).isEmpty()) {
        Optional<String> expanded = expand(fallback.group(2));
        expanded.ifPresent(value -> values.put(fallback.group(1), value));
        return expanded.isPresent();
      }
    } else if (unset.matches()) {
      values.remove(unset.group(1));
      exported.remove(unset.group(1));
    } else {
      return false;
    }
    return true;
  }

  private Optional<String> expand(String word) {
    return new ShellWord(word, this::value).value();
  }

  private String value(String name) {
    String own = values.get(name);
    return own != null ? own : environment.getOrDefault(name, "");
  }
}
