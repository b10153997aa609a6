package io.torii.home;

import java.util.ArrayList;
import java.util.List;

/**
 * A request in HTTP/2, field by field. As it is written, it begins with method and path, for the
 * four pseudo-header fields; each line behind it is a field to be added. With a colon in front it
 * replaces the pseudo-header field of that name, with {@code -} it takes it away, and with {@code
 * +} it is added as it is.
 *
 * @param fields as {@code name: value}, a character for each byte
 * @param data the body; empty for none
 */
record Http2Fields(List<String> fields, String data) {

  static Http2Fields of(HostileCase hostileCase) {
    String[] parts = hostileCase.text().split("~~", 2);
    String[] lines = parts[0].split("~", -1);
    String[] words = lines[0].split(" ", 2);
    List<String> fields = new ArrayList<>();
    fields.add(":method: " + words[0]);
    fields.add(":scheme: http");
    fields.add(":authority: w");
    fields.add(":path: " + hostileCase.bytes(words[1]));
    for (int i = 1; i < lines.length; i++) {
      apply(fields, hostileCase.bytes(lines[i]));
    }
    return new Http2Fields(
        List.copyOf(fields), parts.length > 1 ? hostileCase.bytes(parts[1]) : "");
  }

  private static void apply(List<String> fields, String line) {
    if (line.startsWith("-")) {
      fields.removeIf(field -> name(field).equals(line.substring(1)));
      return;
    }
    if (line.startsWith("+")) {
      fields.add(line.substring(1));
      return;
    }
    for (int i = 0; line.startsWith(":") && i < fields.size(); i++) {
      if (name(fields.get(i)).equals(name(line))) {
        fields.set(i, line);
        return;
      }
    }
    fields.add(line);
  }

  private static String name(String field) {
    return field.substring(0, field.indexOf(": ", 1));
  }
}
