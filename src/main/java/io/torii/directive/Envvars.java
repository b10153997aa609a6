package io.torii.directive;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
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

  private final Map<String, String> environment;
  private final Map<String, String> values = new HashMap<>();
  private final Set<String> exported = new HashSet<>();

  /**
   * @param environment what the shell would start with; it is not written to
   */
  Envvars(Map<String, String> environment) {
    this.environment = environment;
  }

  /** What the script exports. */
  Map<String, String> read(String script) {
    int depth = 0;
    for (String raw : script.split("\\R", -1)) {
      String line = Words.trim(raw);
      if (BLOCK.matcher(line).matches()) {
        depth++;
      }
      if (depth == 0 && !line.startsWith("#")) {
        line(line);
      }
      if (depth > 0 && BLOCK_END.matcher(line).matches()) {
        depth--;
      }
    }
    Map<String, String> result = new HashMap<>(values);
    result.keySet().retainAll(exported);
    return result;
  }

  private void line(String line) {
    Matcher assignment = ASSIGNMENT.matcher(line);
    Matcher export = EXPORT.matcher(line);
    Matcher fallback = DEFAULT.matcher(line);
    Matcher unset = UNSET.matcher(line);
    if (assignment.matches()) {
      String name = assignment.group(2);
      expand(assignment.group(3)).ifPresent(value -> values.put(name, value));
      if (assignment.group(1) != null) {
        exported.add(name);
      }
    } else if (export.matches()) {
      exported.addAll(Words.split(export.group(1)));
    } else if (fallback.matches()) {
      if (value(fallback.group(1)).isEmpty()) {
        expand(fallback.group(2)).ifPresent(value -> values.put(fallback.group(1), value));
      }
    } else if (unset.matches()) {
      values.remove(unset.group(1));
      exported.remove(unset.group(1));
    }
  }

  private Optional<String> expand(String word) {
    return new ShellWord(word, this::value).value();
  }

  private String value(String name) {
    String own = values.get(name);
    return own != null ? own : environment.getOrDefault(name, "");
  }
}
