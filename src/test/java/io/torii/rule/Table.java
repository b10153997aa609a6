package io.torii.rule;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Rows of a text block as arguments: columns are two or more blanks apart, so no quotes. */
final class Table {

  private Table() {}

  static Stream<Arguments> of(String rows) {
    return rows.lines().map(row -> Arguments.of((Object[]) row.split(" {2,}", -1)));
  }
}
