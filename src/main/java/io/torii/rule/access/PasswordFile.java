package io.torii.rule.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An AuthUserFile: lines {@code user:hash}, what follows a second colon ignored. */
final class PasswordFile {

  /**
   * A user's entry.
   *
   * @param line from 1
   */
  record Entry(String hash, int line) {}

  private final Map<String, Entry> entries;

  private PasswordFile(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /** Reads it; of two entries for one user the first counts, as in httpd. */
  static PasswordFile parse(List<String> lines) {
    Map<String, Entry> entries = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      int colon = line.indexOf(':');
      if (line.startsWith("#") || colon < 0) {
        continue;
      }
      int end = line.indexOf(':', colon + 1);
      String hash = line.substring(colon + 1, end < 0 ? line.length() : end);
      entries.putIfAbsent(line.substring(0, colon), new Entry(hash, i + 1));
    }
    return new PasswordFile(entries);
  }

  Optional<Entry> entry(String user) {
    return Optional.ofNullable(entries.get(user));
  }
}
