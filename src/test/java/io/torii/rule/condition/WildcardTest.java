package io.torii.rule.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {

  @ParameterizedTest
  @CsvSource({
    "a*b,       a/b,     true,  false",
    "a*b,       ab,      true,  true",
    "a*b,       aXbYb,   true,  true",
    "a*b,       aXbY,    false, false",
    "*,         '',      true,  true",
    "*,         a/b,     true,  false",
    "*/*,       a/b,     true,  true",
    "*/*,       a/b/c,   true,  false",
    "/*/x,      /a/x,    true,  true",
    "/*/x,      /a/b/x,  true,  false",
    "a?c,       abc,     true,  true",
    "a?c,       a/c,     true,  false",
    "a?c,       ac,      false, false",
    "[a-c]x,    bx,      true,  true",
    "[a-c]x,    dx,      false, false",
    "[!a-c]x,   dx,      true,  true",
    "[^a-c]x,   bx,      false, false",
    "[]]x,      ]x,      true,  true",
    "[a-]x,     -x,      true,  true",
    "a[/]b,     a/b,     true,  false",
    "[abc,      [abc,    true,  true",
    "a\\*b,     a*b,     true,  true",
    "a\\*b,     aXb,     false, false",
    "ABC,       abc,     false, false",
    "'',        '',      true,  true",
    "'',        a,       false, false",
  })
  void matchesAsFnmatchDoes(String pattern, String text, boolean plain, boolean pathname) {
    assertThat(Wildcard.matches(pattern, text, false, false)).isEqualTo(plain);
    assertThat(Wildcard.matches(pattern, text, true, false)).isEqualTo(pathname);
  }

  @ParameterizedTest
  @CsvSource({"ABC, abc", "a*Z, AxZ", "[a-z]1, Q1", "[A-Z]1, q1"})
  void ignoresCaseIfAsked(String pattern, String text) {
    assertThat(Wildcard.matches(pattern, text, false, true)).isTrue();
  }

  @Test
  void doesNotExplode() {
    String text = "a".repeat(5_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThat(Wildcard.matches("*a*a*a*a*a*a*a*a*b", text, false, false)).isFalse());
    assertThatCode(() -> Wildcard.matches("[", "[", false, false)).doesNotThrowAnyException();
    assertThat(Wildcard.matches("\\", "\\", false, false)).isTrue();
  }
}
