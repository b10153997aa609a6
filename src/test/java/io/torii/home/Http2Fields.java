package io.torii.home;

import java.util.ArrayList;
import java.util.List;

/**
 * A request in HTTP/2, field by field. As it is written, it begins with method and path, for the
 * four pseudo-header fields; each line behind it is a field to be added. With a colon in front it
 * replaces the pseudo-header field of that name, with {@code -} it takes it away, and with {@code
 * +} it is added as it is.
 *
 * @param fields names and values, a character for each byte
 * @param data the body; empty for none
 */
record Http2Fields(List<Field> fields, String data) {

  /** One of them. */
  record Field(String name, String value) {}

  static Http2Fields of(HostileCase hostileCase) {
    String[] parts = hostileCase.text().split("~~", 2);
    String[] lines = parts[0].split("~", -1);
    String[] words = lines[0].split(" ", 2);
    List<Field> fields = new ArrayList<>();
    fields.add(new Field(":method", words[0]));
    fields.add(new Field(":scheme", "http"));
    fields.add(new Field(":authority", "w"));
    fields.add(new Field(":path", hostileCase.bytes(words[1])));
    for (int i = 1; i < lines.length; i++) {
      apply(fields, hostileCase.bytes(lines[i]));
    }
    return new Http2Fields(
        List.copyOf(fields), parts.length > 1 ? hostileCase.bytes(parts[1]) : "");
  }

  private static void apply(List<Field> fields, String line) {
    if (line.startsWith("-")) {
      fields.removeIf(field -> field.name().equals(line.substring(1)));
      return;
    }
    boolean added = line.startsWith("+");
    String[] halves = (added ? line.substring(1) : line).split(": ", 2);
    Field field = new Field(halves[0], halves[1]);
    for (int i = 0; !added && field.name().startsWith(":") && i < fields.size(); i++) {
      if (fields.get(i).name().equals(field.name())) {
        fields.set(i, field);
        return;
      }
    }
    fields.add(field);
  }
}
