package io.torii.home;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the connectors can do with TLS and what not: the one place where their differences are
 * written down. {@link TlsSuite} and what extends it ask here; README.md has the table.
 */
public enum TlsLimit {
  PEM("reads certificates and keys from PEM files", Container.WILDFLY, Container.PAYARA),
  CLIENTS_PEM(
      "reads from PEM files who signs clients' certificates",
      Container.WILDFLY,
      Container.PAYARA,
      Container.TOMCAT_11,
      Container.TOMCAT_10),
  BY_NAME("chooses among certificates by name (SNI), with HTTP/2", Container.PAYARA),
  VERSION("tells the version, `%{SSL_PROTOCOL}s`", Container.WILDFLY, Container.PAYARA),
  CONNECTIONS("keeps connections through a renewal", Container.PAYARA);

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of makes one that is
  private final Set<Container> without;

  /** A row of the table. */
  TlsLimit(String title, Container... without) {
    this.title = title;
    this.without = Set.of(without);
  }

  /** Whether it is so there. */
  boolean holds(Container container) {
    return !without.contains(container);
  }

  /** The table as README.md has it. */
  public static String table() {
    List<Container> containers = List.of(Container.values());
    return row("TLS", containers.stream().map(Container::title))
        + "|---".repeat(containers.size() + 1)
        + "|\n"
        + Arrays.stream(values())
            .map(
                limit ->
                    row(limit.title, containers.stream().map(c -> limit.holds(c) ? "yes" : "no")))
            .collect(Collectors.joining());
  }

  private static String row(String first, Stream<String> cells) {
    return Stream.concat(Stream.of(first), cells).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
