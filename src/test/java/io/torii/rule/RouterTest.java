package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order in which things are decided, and the requests that are refused before. */
class RouterTest {

  private static final Site SITE = Site.of("ProxyPass / http://m/");

  @Test
  void connectIsNotServed() {
    Request request = SITE.visit("other.example:443").method("CONNECT").request();
    Decision.Answer answer = (Decision.Answer) SITE.visit("/").method("CONNECT").decide(request);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers().get("Allow")).contains("GET", "POST").doesNotContain("CONNECT");
  }

  @ParameterizedTest
  @CsvSource({"OPTIONS, 200", "GET, 400", "options, 400"})
  void anAsteriskIsForOptionsAlone(String method, String answer) {
    assertThat(SITE.visit("*").method(method).outcome()).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "http://www.example.com/a?b,   http://m/a?b",
    "http://www.example.com,       http://m/",
    "https://www.example.com/a,    http://m/a",
    "http://evil@www.example.com/, 400 AH00550",
    "gopher://www.example.com/,    400 AH00550",
    "//evil.example/a,             http://m/evil.example/a"
  })
  void anAbsoluteFormIsNoReasonToGoElsewhere(String target, String sent) {
    assertThat(SITE.get(target)).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({"/a?b c", "/a?b#c", "'/a?\u0001'", "'/a?\u007f'", "'/a?b\tc'"})
  void aQueryMayNotHoldWhatEndsARequestLine(String target) {
    assertThat(SITE.get(target)).isEqualTo("400 AH10244");
  }

  /** Whether the path would have matched is unknown, so nothing may be decided. */
  @Test
  void anExpressionThatGivesUpIsAnErrorAndNoPass() {
    Site site =
        Site.of(
            "LimitRequestLine 1000000",
            "ProxyPass / http://m/",
            "<LocationMatch ^/(a|b)*/secret>",
            "  Require all denied",
            "</LocationMatch>");
    assertThat(site.get("/abab/secret")).isEqualTo("403 AH01630");
    assertThat(site.get("/" + "ab".repeat(100_000) + "/secret")).isEqualTo("500");
    assertThat(site.said.all)
        .singleElement()
        .asString()
        .contains("^/(a|b)*/secret", "write it without a repeated alternative");
  }

  @ParameterizedTest
  @CsvSource({
    "/manage,       manager at /manage",
    "/manage/,      manager at /manage",
    "/manage/api/x, manager at /manage",
    "/managed,      http://m/managed"
  })
  void theManagersLocationWinsOverAProxyPass(String target, String outcome) {
    Site site =
        Site.of(
            "ProxyPass / http://m/",
            "<Location /manage>",
            "  SetHandler balancer-manager",
            "  Require all granted",
            "</Location>");
    assertThat(site.get(target)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,  localhost:8080,   '',               manager at /manage",
    "::1,        '[::1]',          '',               manager at /manage",
    "127.0.0.1,  127.0.0.1,        '',               manager at /manage",
    "192.0.2.1,  localhost,        '',               403 AH01630",
    "127.0.0.1,  www.example.com,  '',               403 AH01630",
    "127.0.0.1,  127.evil.example, '',               403 AH01630",
    "127.0.0.1,  localhost,        X-Forwarded-For,  403 AH01630",
    "127.0.0.1,  localhost,        Forwarded,        403 AH01630",
    "127.0.0.1,  localhost,        Via,              403 AH01630"
  })
  void withoutARequireTheManagerAnswersThisMachineAlone(
      String peer, String host, String field, String outcome) {
    Site site = Site.of("<Location /manage>", "  SetHandler balancer-manager", "</Location>");
    Visit visit = site.visit("/manage").from(peer).host(host);
    if (!field.isEmpty()) {
      visit.header(field, "x");
    }
    assertThat(visit.outcome()).isEqualTo(outcome);
  }

  @Test
  void theLastSectionThatAppliesCounts() {
    Site site =
        Site.of(
            "ProxyPass / http://m/",
            "<Location /a>",
            "  Require all denied",
            "</Location>",
            "<Location /a/b>",
            "  Require all granted",
            "</Location>",
            "<LocationMatch \\.secret$>",
            "  Require all denied",
            "</LocationMatch>");
    assertThat(site.get("/a/x")).isEqualTo("403 AH01630");
    assertThat(site.get("/a/b/x")).isEqualTo("http://m/a/b/x");
    assertThat(site.get("/a/b/x.secret")).isEqualTo("403 AH01630");
  }

  @Test
  void aNamedGroupOfASectionBecomesAVariable() {
    Site site =
        Site.of(
            "ProxyPass / http://m/",
            "<LocationMatch ^/u/(?<name>[^/]+)>",
            "  Require all granted",
            "</LocationMatch>");
    Visit visit = site.visit("/u/joe/x");
    Request request = visit.request();
    visit.decide(request);
    assertThat(request.env()).containsEntry("MATCH_NAME", "joe");
  }

  @Test
  void everyStepIsExplainedToWhoeverListens() {
    Site site =
        Site.of(
            "ProxyPass /no http://m/",
            "ProxyPass /app http://m/x",
            "<Location /app>",
            "  Require all granted",
            "</Location>");
    List<String> steps = new ArrayList<>();
    site.router.decide(
        site.visit("//app/y").request(), (step, finding) -> steps.add(step + ": " + finding));
    assertThat(steps)
        .extracting(step -> step.replaceAll("/[^ (]*/t\\.conf", "t.conf"))
        .containsExactly(
            "rule: ProxyPass /no (t.conf:1) does not match",
            "rule: ProxyPass /app (t.conf:2) takes it; target http://m/x/y",
            "path: //app/y is taken as /app/y",
            "section: t.conf:3 applies",
            "access: Require all granted: granted");
  }

  @Test
  void aHostOfAnotherConfigurationIsNoHost() {
    Request request = Site.of("ProxyPass / http://m/").visit("/").request();
    assertThatThrownBy(() -> SITE.router.decide(request, Trail.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown virtual host");
  }

  /** Java allows no underscore in a name, and what stands in a class names nothing. */
  @Test
  void namesOfGroupsAreThoseThatWereWritten() {
    Site site =
        Site.of(
            "<LocationMatch ^/(?<SITE_Zone>[a-z]+)/[(?<no>]>",
            "Header set X-A a",
            "</LocationMatch>");
    Visit visit = site.visit("/shop/n");
    Request request = visit.request();
    visit.decide(request);
    assertThat(request.env()).containsEntry("MATCH_SITE_ZONE", "shop");
  }
}
