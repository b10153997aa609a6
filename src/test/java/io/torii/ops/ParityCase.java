package io.torii.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that httpd and Torii are both sent, from a table in {@code src/test/resources/parity}.
 * A case is a paragraph; its lines start with
 *
 * <ul>
 *   <li>{@code ==} its name; without one, its request line is its name
 *   <li>{@code >} the request, line by line; {@code GET /x} alone gets HTTP/1.1 and the Host
 *       www.example.com, {@code GET /x other.example.com} that one
 *   <li>{@code <} what the member answers instead of its usual page
 *   <li>{@code from} the client's address
 *   <li>{@code times} how often it is sent
 *   <li>{@code differs because} why Torii answers differently on purpose; after it
 *   <li>{@code !} each line of the {@link Observation} that differs, with Torii's value; of
 *       different statuses, everything else is a consequence
 *   <li>{@code #} a comment
 * </ul>
 *
 * {@code \xE9} is a byte, <code>${M1}</code> the first member, <code>${PORT}</code> the server's
 * port.
 *
 * @param reply empty for the usual page
 * @param because empty if both are to be equal
 * @param differences what differs then, each with Torii's value; empty where Torii has none
 */
record ParityCase(
    String name,
    String request,
    String reply,
    String from,
    int times,
    String because,
    Map<String, String> differences) {

  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");

  static List<ParityCase> read(String area) throws IOException {
    Path file = Path.of("src/test/resources/parity", area + ".txt");
    List<ParityCase> cases = new ArrayList<>();
    List<String> paragraph = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (!line.isEmpty()) {
        paragraph.add(line);
      } else if (!paragraph.isEmpty()) {
        parse(paragraph, cases);
        paragraph.clear();
      }
    }
    if (!paragraph.isEmpty()) {
      parse(paragraph, cases);
    }
    return cases;
  }

  private static void parse(List<String> paragraph, List<ParityCase> into) {
    String name = "";
    String from = "127.0.0.1";
    int times = 1;
    String because = "";
    List<String> request = new ArrayList<>();
    List<String> reply = new ArrayList<>();
    Map<String, String> differences = new LinkedHashMap<>();
    for (String line : paragraph) {
      if (line.startsWith("== ")) {
        name = line.substring(3);
      } else if (line.startsWith(">")) {
        request.add(bytes(content(line)));
      } else if (line.startsWith("<")) {
        reply.add(bytes(content(line)));
      } else if (line.startsWith("times ")) {
        times = Integer.parseInt(line.substring(6));
      } else if (line.startsWith("from ")) {
        from = line.substring(5);
      } else if (line.startsWith("differs because ")) {
        because = line.substring(16);
      } else if (line.startsWith("! ")) {
        String[] difference = line.substring(2).split(": ?", 2);
        differences.put(difference[0], bytes(difference[1]));
      } else if (!line.startsWith("#")) {
        throw new IllegalArgumentException(line);
      }
    }
    if (because.isEmpty() != differences.isEmpty()) {
      throw new IllegalArgumentException("a difference needs its reason: " + paragraph);
    }
    if (!request.isEmpty()) {
      String shown = name.isEmpty() ? firstRequestLine(paragraph) : name;
      into.add(
          new ParityCase(
              shown,
              message(completed(request)),
              message(reply),
              from,
              times,
              because,
              Map.copyOf(differences)));
    }
  }

  private static String firstRequestLine(List<String> paragraph) {
    return paragraph.stream().filter(l -> l.startsWith(">")).findFirst().orElse("").substring(2);
  }

  private static String content(String line) {
    return line.length() < 2 ? "" : line.substring(2);
  }

  private static String bytes(String text) {
    return BYTE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(character(m.group(1))));
  }

  private static String character(String hex) {
    return Character.toString(Integer.parseInt(hex, 16));
  }

  /** {@code GET /x} alone, and with a host behind it, is short for a request. */
  private static List<String> completed(List<String> request) {
    if (request.size() > 1 || request.get(0).contains("HTTP/")) {
      return request;
    }
    String[] words = request.get(0).split(" ", -1);
    return List.of(
        words[0] + " " + words[1] + " HTTP/1.1",
        "Host: " + (words.length > 2 ? words[2] : "www.example.com"));
  }

  /** Lines as a message; a head that does not end gets its end. */
  private static String message(List<String> lines) {
    if (lines.isEmpty() || lines.contains("")) {
      return String.join("\r\n", lines);
    }
    return String.join("\r\n", lines) + "\r\n\r\n";
  }
}
