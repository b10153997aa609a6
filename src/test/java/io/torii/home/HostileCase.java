package io.torii.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case of {@code src/test/resources/hostile}: what is sent, what may come of it, and what each
 * container makes of it. Such a file has groups ({@code ==} and a title) of cases; a case is a line
 * with what is sent and an indented one:
 *
 * <pre>
 * what may arrive | WildFly | Payara | Tomcat 11 | Tomcat 10.1 | java -jar
 * </pre>
 *
 * <p>What may arrive are requests (method, target, body) in their order, {@code -} for none. One
 * outcome alone is the same everywhere. Where a container reads a request as it should not and
 * nobody behind it can know, there stands in brackets what may arrive there.
 *
 * <p>In what is sent, {@code ~} is a line's end, {@code \r}, {@code \n}, {@code \0}, {@code \t} and
 * {@code \xHH} are bytes, <code>{x*20}</code> is a repetition, <code>{hidden}</code> a request of
 * 43 bytes, and {@code @} the case's own name, so that nobody takes its traces for another's.
 *
 * @param group the title of its group
 * @param name its own name
 * @param text what is sent, as it is written
 * @param arriving what may arrive, as it is written
 * @param columns one for each container, as it is written
 */
record HostileCase(String group, String name, String text, String arriving, List<String> columns) {

  private static final Path FOLDER = Path.of("src/test/resources/hostile");
  private static final List<Container> CONTAINERS = List.of(Container.values());
  private static final String HIDDEN = "GET /app/@/hidden HTTP/1.1~Host: w~~";
  private static final Pattern REPETITION = Pattern.compile("\\{(.+?)\\*(\\d+)}", Pattern.DOTALL);
  private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|[rnt0\\\\])");

  HostileCase {
    columns = List.copyOf(columns);
  }

  /** Those of these files in their order. */
  static List<HostileCase> of(String... files) {
    List<HostileCase> cases = new ArrayList<>();
    String group = "";
    String text = "";
    for (String line : lines(files)) {
      if (line.startsWith("== ")) {
        group = line.substring(3);
      } else if (line.startsWith("    ")) {
        List<String> parts = Arrays.asList(line.strip().split(" \\| ", -1));
        List<String> columns = parts.subList(1, parts.size());
        cases.add(
            new HostileCase(
                group,
                "q%03dq".formatted(cases.size() + 1),
                text,
                parts.get(0),
                columns.size() == 1
                    ? CONTAINERS.stream().map(c -> columns.get(0)).toList()
                    : columns));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        text = line;
      }
    }
    return cases;
  }

  private static List<String> lines(String... files) {
    List<String> lines = new ArrayList<>();
    try {
      for (String file : files) {
        lines.addAll(Files.readAllLines(FOLDER.resolve(file + ".txt")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** What is to be seen there: a status, {@code (Torii)} behind it if the page is ours. */
  String outcome(Container container) {
    return column(container).replaceFirst(" \\[.*", "");
  }

  private String column(Container container) {
    return columns.get(CONTAINERS.indexOf(container));
  }

  /** What may arrive, in this order: method, target and body of each. */
  List<String> allowed(Container container) {
    String column = column(container);
    int bracket = column.indexOf(" [");
    String all = bracket < 0 ? arriving : column.substring(bracket + 2, column.length() - 1);
    return Arrays.stream(all.split(", ", -1))
        .map(one -> one.equals("end") || one.equals("hidden") ? "GET @/" + one : one)
        .map(one -> bytes(one.replace(" @", " /in/@").replace("{hidden}", HIDDEN)))
        .toList();
  }

  /** Bytes, a character for each, for what is written. */
  String bytes(String written) {
    String bytes = written.replace("{hidden}", HIDDEN).replace("~", "\r\n").replace("@", name);
    bytes = REPETITION.matcher(bytes).replaceAll(HostileCase::repeated);
    return ESCAPE.matcher(bytes).replaceAll(HostileCase::unescaped);
  }

  private static String repeated(MatchResult found) {
    return Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2))));
  }

  private static String unescaped(MatchResult found) {
    String what = found.group(1);
    return switch (what) {
      case "r" -> "\r";
      case "n" -> "\n";
      case "t" -> "\t";
      case "0" -> "\0";
      case "\\" -> "\\\\";
      default -> Matcher.quoteReplacement("" + (char) Integer.parseInt(what.substring(1), 16));
    };
  }

  @Override
  public String toString() {
    return name + " " + (text.length() > 140 ? text.substring(0, 140) + "…" : text);
  }
}
