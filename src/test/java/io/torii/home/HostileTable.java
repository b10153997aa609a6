package io.torii.home;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who answers hostile requests, and with which status: as README.md has it. */
public final class HostileTable {

  private static final List<Container> CONTAINERS = List.of(Container.values());

  private HostileTable() {}

  /** A row for each group of requests: all outcomes of its cases, the most frequent first. */
  public static String table() {
    List<HostileCase> cases = cases();
    return row("hostile request", Arrays.stream(Container.values()).map(Container::title))
        + "|---".repeat(CONTAINERS.size() + 1)
        + "|\n"
        + cases.stream()
            .map(HostileCase::group)
            .distinct()
            .map(
                group ->
                    row(group, cases.stream().filter(one -> one.group().equals(group)).toList()))
            .collect(Collectors.joining());
  }

  /** How many requests these are. */
  public static int size() {
    return cases().size();
  }

  private static List<HostileCase> cases() {
    List<HostileCase> cases = new ArrayList<>(HostileSuite.cases());
    cases.addAll(Http2HostileSuite.cases());
    return cases;
  }

  private static String row(String group, List<HostileCase> cases) {
    return row(group, CONTAINERS.stream().map(container -> cell(cases, container)));
  }

  private static String cell(List<HostileCase> cases, Container container) {
    Map<String, Long> counts =
        cases.stream()
            .map(one -> one.outcome(container))
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(", "));
  }

  private static String row(String first, Stream<String> cells) {
    return Stream.concat(Stream.of(first), cells).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
