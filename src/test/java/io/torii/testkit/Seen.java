package io.torii.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request as it came over the wire.
 *
 * @param head the request line and the fields, without the empty line; lines end in CRLF
 * @param body its framing removed, one character for each byte
 * @param connection which of the backend's connections, from 1
 */
public record Seen(String head, String body, int connection) {

  /** The first line. */
  public String requestLine() {
    return head.lines().findFirst().orElse("");
  }

  public String method() {
    return requestLine().split(" ", 2)[0];
  }

  public String target() {
    return requestLine().split(" ", 3)[1];
  }

  /** The field lines in their order, as they came. */
  public List<String> fields() {
    return head.lines().skip(1).toList();
  }

  /** Every value of that name. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (String line : fields()) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
        values.add(line.substring(colon + 1).strip());
      }
    }
    return values;
  }

  /** The first value of that name. */
  public Optional<String> header(String name) {
    return all(name).stream().findFirst();
  }

  Seen with(String read) {
    return new Seen(head, read, connection);
  }
}
