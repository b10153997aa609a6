package io.torii.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ids of clients are taken for a request's own. */
class RequestIdsTest {

  private final RequestIds ids = new RequestIds();

  @ParameterizedTest
  @ValueSource(strings = {"a", "7f1c-9", "4bf92f35/77b3=4d+a6", "~!\"\\]"})
  void whatIsVisibleIsTaken(String id) {
    assertThat(ids.taken(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nb", "a\tb", "\u00e9", "\u007f", "a\u0000"})
  void whatIsNotIsReplaced(String id) {
    assertThat(ids.taken(id)).matches("[0-9a-z]{16}");
  }

  @Test
  void itsLengthIsBounded() {
    assertThat(ids.taken("x".repeat(128))).hasSize(128);
    assertThat(ids.taken("x".repeat(129))).hasSize(16);
  }

  @Test
  void whereNoneIsSentANewOneIsMade() {
    assertThat(ids.taken(null)).isNotEqualTo(ids.taken(null));
  }
}
