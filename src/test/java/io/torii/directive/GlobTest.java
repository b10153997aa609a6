package io.torii.directive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of files by shell wildcards. */
class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "*.conf, a.conf, true",
    "*.conf, .conf, false",
    ".*, .conf, true",
    "*, '', true",
    "**, abc, true",
    "a*b*c, abc, true",
    "a*b*c, axbxbxc, true",
    "a*b*c, acb, false",
    "a*bc*c, abcabc, true",
    "a*bc*bc, abc, false",
    "*a*a*, aa, true",
    "*a*a*, a, false",
    "?*?, ab, true",
    "?*?, a, false",
    "*[0-9]*[!a]x, a1bx, true",
    "*[0-9]*[!a]x, a1ax, false",
    "*\\**, a*b, true",
    "*\\**, ab, false",
  })
  void matches(String glob, String name, boolean expected) {
    assertThat(Glob.compile(glob).test(name)).isEqualTo(expected);
  }

  /** With each star tried at each place it would take longer than anybody lives. */
  @Test
  void manyStarsTakeNoTime() {
    String glob = "*a".repeat(40) + "*b";
    String name = "a".repeat(2_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(Glob.compile(glob).test(name)).isFalse());
  }
}
