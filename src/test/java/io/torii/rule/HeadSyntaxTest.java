package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads that a container lets through and that must not reach a member. */
class HeadSyntaxTest {

  private static final Site SITE = Site.of("ProxyPass / http://m/");
  private static final String PASSES = "http://m/";

  @ParameterizedTest
  @ValueSource(strings = {"GE(T", "G@T", "GET:", "\"GET\"", "GET,POST", "G\u00e9T", "G T", ""})
  void aMethodIsAToken(String method) {
    assertThat(SITE.visit("/").method(method).outcome()).isEqualTo("400 AH03445");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X ", "X Y", "X(Y)", "X\u0001", "\u00c9", "X@Y", ":authority"})
  void aNameIsAToken(String name) {
    assertThat(SITE.visit("/").header(name, "1").outcome()).isEqualTo("400 AH02426");
  }

  @ParameterizedTest
  @ValueSource(chars = {0, 1, '\b', '\n', '\r', 0x1b, 0x7f})
  void aValueHoldsNoControlCharacter(char bad) {
    assertThat(SITE.visit("/").header("X", "a" + bad + "b").outcome()).isEqualTo("400 AH02427");
  }

  @Test
  void whatIsUnusualAndClearPasses() {
    assertThat(SITE.visit("/").method("M-SEARCH").header("X_!", "a\tb \u00e9").outcome())
        .isEqualTo(PASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "5,                    http://m/",
    "005,                  http://m/",
    "' 5\t',               http://m/",
    "999999999999999999,   http://m/",
    "18446744073709551621, 400 AH01587",
    "+5,                   400 AH01587",
    "-1,                   400 AH01587",
    "'5, 5',               400 AH01587",
    "'',                   400 AH01587",
    "\u0665,               400 AH01587",
    "0x5,                  400 AH01587"
  })
  void aLengthIsANumber(String length, String outcome) {
    assertThat(SITE.visit("/").header("Content-Length", length).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"5, http://m/", "6, 400 AH01587", "05, 400 AH01587"})
  void twoLengthsAreTheSame(String second, String outcome) {
    Visit visit = SITE.visit("/").header("Content-Length", "5").header("content-length", second);
    assertThat(visit.outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, chunked,         http://m/",
    "HTTP/1.1, Chunked,         http://m/",
    "HTTP/1.1, '\tchunked ',    http://m/",
    "HTTP/1.0, chunked,         400",
    "HTTP/1.1, gzip,            501 AH01585",
    "HTTP/1.1, 'gzip, chunked', 501 AH01585",
    "HTTP/1.1, identity,        501 AH01585",
    "HTTP/1.1, '\u2003chunked', 501 AH01585",
    "HTTP/1.1, '',              501 AH01585"
  })
  void aCodingOfTheBodyMustBeKnown(String protocol, String coding, String outcome) {
    Visit visit = SITE.visit("/").protocol(protocol).header("Transfer-Encoding", coding);
    assertThat(visit.outcome()).isEqualTo(outcome);
  }

  @Test
  void aBodyHasOneFraming() {
    Visit twice = SITE.visit("/").header("Transfer-Encoding", "chunked");
    assertThat(twice.header("transfer-encoding", "chunked").outcome()).isEqualTo("501 AH01585");
    Visit both = SITE.visit("/").header("Transfer-Encoding", "chunked");
    assertThat(both.header("Content-Length", "5").outcome()).isEqualTo("400");
  }

  /** Whoever takes a body for none takes it for the next request. */
  @ParameterizedTest
  @CsvSource({"HTTP/1.0, close", "HTTP/1.1, close", "HTTP/2.0,"})
  void theConnectionEndsBehindIt(String protocol, String connection) {
    Visit visit = SITE.visit("/").protocol(protocol).header("Content-Length", "x");
    Decision.Answer answer = (Decision.Answer) visit.decide(visit.request());
    assertThat(answer.headers().get("Connection")).isEqualTo(connection);
  }

  @Test
  void aQueryIsAscii() {
    assertThat(SITE.get("/?\u00e9")).isEqualTo("400 AH10244");
  }
}
