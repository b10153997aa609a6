package io.torii.directive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code envvars} file that Debian puts beside apache2.conf: a shell script that httpd's
 * start script runs. Only its plain assignments are understood.
 */
final class Envvars {

  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(\"[^\"]*\"|'[^']*'|[^\\s;#]*)\\s*");

  private static final Pattern DEFAULT =
      Pattern.compile("\\s*:\\s+\\$\\{([A-Za-z_][A-Za-z0-9_]*):=([^}]*)}\\s*");

  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*))");

  private Envvars() {}

  /** The environment with what the file adds; what the process has itself wins. */
  static Map<String, String> over(Map<String, String> environment, Path file) throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\r?\n", -1)) {
      Matcher m = ASSIGNMENT.matcher(line);
      Matcher d = DEFAULT.matcher(line);
      if (m.matches()) {
        all.putIfAbsent(m.group(1), expand(m.group(2), all));
      } else if (d.matches()) {
        all.putIfAbsent(d.group(1), expand(d.group(2), all));
      }
    }
    return all;
  }

  /** A variable that is not set is empty, as in a shell: {@code $SUFFIX} most of the time is. */
  private static String expand(String value, Map<String, String> known) {
    if (value.startsWith("'")) {
      return value.substring(1, value.length() - 1);
    }
    String bare = value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    return REFERENCE
        .matcher(bare)
        .replaceAll(
            r -> {
              String name = r.group(1) != null ? r.group(1) : r.group(2);
              return Matcher.quoteReplacement(known.getOrDefault(name, ""));
            });
  }
}
