package io.torii.rule.access;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An AuthGroupFile: lines {@code group: user user}. */
final class GroupFile {

  private final Map<String, Set<String>> groupsOf;

  private GroupFile(Map<String, Set<String>> groupsOf) {
    this.groupsOf = groupsOf;
  }

  static GroupFile parse(List<String> lines) {
    Map<String, Set<String>> groupsOf = new HashMap<>();
    for (String raw : lines) {
      String line = raw.strip();
      int colon = line.indexOf(':');
      if (line.startsWith("#") || colon < 0) {
        continue;
      }
      String group = line.substring(0, colon).strip();
      for (String user : line.substring(colon + 1).strip().split("\\s+", -1)) {
        groupsOf.computeIfAbsent(user, u -> new HashSet<>()).add(group);
      }
    }
    return new GroupFile(groupsOf);
  }

  Set<String> groupsOf(String user) {
    return groupsOf.getOrDefault(user, Set.of());
  }
}
