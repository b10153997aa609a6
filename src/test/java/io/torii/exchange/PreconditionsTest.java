package io.torii.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.rule.Decision;
import io.torii.rule.Site;
import io.torii.rule.Visit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is answered without asking a member. */
class PreconditionsTest {

  private static final Site SITE = Site.of("ProxyPass / http://m/");

  private static Decision.@Nullable Answer check(Visit visit) {
    return Preconditions.check(FakeClient.exchange(visit));
  }

  /** {@code passed}, or status and code. */
  private static String outcome(Visit visit) {
    Decision.Answer answer = check(visit);
    return answer == null ? "passed" : (answer.status() + " " + answer.code()).strip();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,     5,                   passed",
    "GET,     1,                   passed",
    "GET,     ' 3 ',               passed",
    "GET,     007,                 passed",
    "GET,     999999999999999999,  passed",
    "GET,     9999999999999999999, 400 AH10188",
    "GET,     0,                   400 AH10188",
    "GET,     000,                 400 AH10188",
    "POST,    0,                   400 AH10188",
    "TRACE,   0,                   passed",
    "OPTIONS, 0,                   passed",
    "OPTIONS, 1,                   passed",
    "OPTIONS, x,                   400 AH10188",
    "GET,     -1,                  400 AH10188",
    "GET,     +1,                  400 AH10188",
    "GET,     x,                   400 AH10188",
    "GET,     1x,                  400 AH10188",
    "GET,     '',                  400 AH10188",
    "GET,     '1, 2',              400 AH10188",
    "GET,     \u0663,              400 AH10188"
  })
  void maxForwardsMustBeANumberThatIsLeft(String method, String value, String outcome) {
    assertThat(outcome(SITE.visit("/").method(method).header("Max-Forwards", value)))
        .isEqualTo(outcome);
  }

  @Test
  void twoMaxForwardsAreNoNumber() {
    assertThat(outcome(SITE.visit("/").header("Max-Forwards", "1").header("max-forwards", "2")))
        .isEqualTo("400 AH10188");
  }

  @ParameterizedTest
  @CsvSource({
    "on,       '',                   passed",
    "on,       'Content-Length: 0',  passed",
    "on,       'Content-Length: 1',  413 AH01157",
    "on,       'Transfer-Encoding: chunked', 413 AH01157",
    "extended, 'Content-Length: 1',  passed",
    "extended, '',                   passed",
    "off,      '',                   405 AH01157",
    "off,      'Content-Length: 1',  405 AH01157"
  })
  void traceIsAMatterOfTraceEnable(String enabled, String field, String outcome) {
    Site site = Site.of("TraceEnable " + enabled, "ProxyPass / http://m/");
    Visit visit = site.visit("/").method("TRACE");
    if (!field.isEmpty()) {
      visit.header(field.split(": ", 2)[0], field.split(": ", 2)[1]);
    }
    assertThat(outcome(visit)).isEqualTo(outcome);
    assertThat(outcome(site.visit("/").method("trace"))).as("another method").isEqualTo("passed");
  }

  @Test
  void whoeverIsRefusedAMethodIsToldTheOthers() {
    Visit visit = Site.of("TraceEnable off", "ProxyPass / http://m/").visit("/").method("TRACE");
    assertThat(Objects.requireNonNull(check(visit)).headers().get("Allow"))
        .isEqualTo("GET, HEAD, POST, PUT, DELETE, OPTIONS, PATCH");
  }

  @ParameterizedTest
  @CsvSource({"TRACE, 0, true", "OPTIONS, 00, true", "OPTIONS, 1, false", "GET, 0, false"})
  void whatMayGoNoFurtherIsOursToAnswer(String method, String value, boolean ours) {
    Visit visit = SITE.visit("/").method(method).header("Max-Forwards", value);
    assertThat(Preconditions.isLastHop(visit.request())).isEqualTo(ours);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100,                    passed",
    "100, 101,                    413 AH01588",
    "100, 99999999999,            413 AH01588",
    "0,   99999999999,            passed",
    "100, 0,                      passed"
  })
  void limitRequestBodyIsComparedWithTheAnnouncedLength(long limit, String length, String outcome) {
    Site site = Site.of("LimitRequestBody " + limit, "ProxyPass / http://m/");
    assertThat(outcome(site.visit("/").method("POST").header("Content-Length", length)))
        .isEqualTo(outcome);
  }

  @Test
  void withoutALimitOrALengthABodyPasses() {
    assertThat(outcome(SITE.visit("/").header("Content-Length", "99999999999")))
        .isEqualTo("passed");
    Site limited = Site.of("LimitRequestBody 1", "ProxyPass / http://m/");
    assertThat(outcome(limited.visit("/").header("Transfer-Encoding", "chunked")))
        .as("counted while it is read")
        .isEqualTo("passed");
    assertThat(outcome(limited.visit("/"))).isEqualTo("passed");
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "' 7 ', 7", "x, -1", "99999999999999999999, -1"})
  void readsTheLength(String value, long length) {
    assertThat(Preconditions.length(SITE.visit("/").header("Content-Length", value).request()))
        .isEqualTo(length);
  }

  @Test
  void thereIsNoLengthBesideATransferCoding() {
    Visit both =
        SITE.visit("/").header("Content-Length", "5").header("Transfer-Encoding", "chunked");
    assertThat(Preconditions.length(both.request())).isEqualTo(-1);
    assertThat(Preconditions.length(SITE.visit("/").request())).isEqualTo(-1);
  }
}
