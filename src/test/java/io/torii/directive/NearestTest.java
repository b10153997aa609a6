package io.torii.directive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> KNOWN =
      List.of("ProxyPass", "ProxyPassMatch", "ProxySet", "Header", "timeout", "ttl");

  @ParameterizedTest
  @CsvSource({
    "ProxyPas, ProxyPass",
    "PROXYPASS, ProxyPass",
    "PorxyPass, ProxyPass",
    "ProxyPassMacth, ProxyPassMatch",
    "Haeder, Header",
    "timeuot, timeout",
    "tll, ttl"
  })
  void aSlipFindsItsName(String written, String meant) {
    assertThat(Nearest.to(written, KNOWN)).contains(meant);
  }

  @Test
  void nothingNearIsNothing() {
    assertThat(Nearest.to("Options", KNOWN)).isEmpty();
    assertThat(Nearest.to("", KNOWN)).isEmpty();
    assertThat(Nearest.to("x", List.of())).isEmpty();
  }

  /** A file that is no text may be one word. */
  @Test
  @Timeout(10)
  void aWordWithoutEndIsLikeNothing() {
    assertThat(Nearest.to("x".repeat(16_000_000), KNOWN)).isEmpty();
  }

  @Test
  void ofTwoEquallyNearTheFirstInTheAlphabetWins() {
    assertThat(Nearest.to("abx", List.of("aby", "abc"))).contains("abc");
  }

  @Test
  void aHintEndsTheSentence() {
    assertThat(Nearest.hint("ProxyPas", KNOWN)).isEqualTo(": did you mean \"ProxyPass\"?");
    assertThat(Nearest.hint("Options", KNOWN)).isEqualTo(".");
  }

  @Test
  void aSwapOfNeighboursIsOneChange() {
    assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }
}
