package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the path goes out with {@code nocanon} and with each {@code mapping=}. */
class ForwardedPathTest {

  private static final Site RAW =
      Site.of(
          "AllowEncodedSlashes NoDecode",
          "ProxyPass /app http://m/app nocanon",
          "ProxyPass /p/ http://m/q/ nocanon");

  private static final Site ENCODED =
      Site.of(
          "ProxyPass /app http://m/app mapping=encoded",
          "ProxyPass /a%20b http://m/sp mapping=encoded",
          "ProxyPass /late http://m/late");

  private static final Site SERVLET =
      Site.of(
          "ProxyPass /app http://m/app mapping=servlet",
          "ProxyPass /p/ http://m/q/ mapping=servlet");

  @ParameterizedTest
  @CsvSource({
    "/app,                 http://m/app",
    "/app/,                http://m/app/",
    "/app?x=%zz,           http://m/app?x=%zz",
    "/app/a%2fb?x,         http://m/app/a%2fb?x",
    "/app/%41/../b,        http://m/app/%41/../b",
    "/app//x,              http://m/app//x",
    "/app/a%20b,           http://m/app/a%20b",
    "/app/a%5cb,           http://m/app/a%5cb",
    "/app/a%0a,            http://m/app/a%0a",
    "/app/a%2f..%2fx,      http://m/app/a%2f..%2fx",
    "/app/a/..;/x,         http://m/app/a/..;/x",
    "/p/%41,               http://m/q/%41",
    "/p/./%41,             http://m/q/./%41",
    "/p/%2e%2e/p/x,        http://m/q/%2e%2e/p/x"
  })
  void nocanonForwardsTheBytesOfTheClient(String target, String sent) {
    assertThat(RAW.get(target)).isEqualTo(sent);
  }

  /** A file is in UTF-8, and a request's path in bytes: what is meant is the same. */
  @ParameterizedTest
  @CsvSource({
    "/x/a,                http://m/%E2%82%AC/a",
    "/x/%c3%a9,           http://m/%E2%82%AC/%C3%A9",
    "/x/%e9,              http://m/%E2%82%AC/%E9",
    "/y/a,                http://m/%C4%8A%C3%A9%F0%9D%84%9E/a",
    "/%c3%bc/a,           http://m/u/a",
    "/%fc/a,              404",
    "/z/a,                balancer://b/%C4%8A/a",
    "/deny%c3%bc/a,       403 AH01630",
    "/r/%c3%a4,           302 http://o/%c4%8a/%c3%a4",
    "/%c3%b6/a,           302 http://o/q/a"
  })
  void charactersOfTheConfigurationAreBytesOfUtf8(String target, String outcome) {
    Site site =
        Site.of(
            "Redirect /r http://o/\u010a",
            "Redirect /\u00f6 http://o/q",
            "ProxyPass /x http://m/\u20ac",
            "ProxyPass /y http://m/\u010a\u00e9\ud834\udd1e",
            "ProxyPass /\u00fc http://m/u",
            "<Proxy balancer://b>",
            "  BalancerMember http://m",
            "</Proxy>",
            "ProxyPass /z balancer://b/\u010a",
            "ProxyPass /deny\u00fc http://m/d",
            "<Location /deny\u00fc>",
            "  Require all denied",
            "</Location>");
    assertThat(site.get(target)).startsWith(outcome);
  }

  @Test
  void nocanonSendsThemAsTheyAre() {
    Site site = Site.of("ProxyPass /x http://m/\u010a nocanon");
    assertThat(site.get("/x/%41")).isEqualTo("http://m/\u00c4\u008a/%41");
  }

  /** The raw path must match the rule as the canonical one does, or a wrong part is cut off. */
  @ParameterizedTest
  @CsvSource({
    "/%61pp/x,       http://m/app/x",
    "/./app/x,       http://m/app/x",
    "/x/../app/%79,  http://m/app/y",
    "//app/x,        http://m/app/x",
    "/p//%41,        http://m/q/A"
  })
  void anUnsafeNocanonIsIgnored(String target, String sent) {
    RAW.said.all.clear();
    assertThat(RAW.get(target)).isEqualTo(sent);
    assertThat(RAW.said.all)
        .containsExactly("AH01136 Unescaped URL path matched ProxyPass; ignoring unsafe nocanon");
  }

  @ParameterizedTest
  @CsvSource({
    "/app;v=1/x,  404",
    "/app/%00,    404",
    "/app/%zz,    400 AH10244",
    "/app/../..,  400 AH10244"
  })
  void nocanonRefusesWhatIsRefusedElsewhere(String target, String answer) {
    assertThat(RAW.get(target)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "/u/a%2fb?x,   http://m/a%2fb?x",
    "/u/%41,       http://m/%41",
    "/%75/%41,     http://m/A",
    "/only/a.x,    http://m//a",
    "/only/a.x?q,  http://m//a?q"
  })
  void aPatternWithNocanonIsFoundInTheRawTarget(String target, String sent) {
    Site site =
        Site.of(
            "AllowEncodedSlashes On",
            "ProxyPassMatch ^/u/(.*)$ http://m/$1 nocanon",
            "ProxyPassMatch ^/only(.*)\\.x$ http://m/$1 nocanon");
    assertThat(site.get(target)).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "/app/a%2fb?x,   http://m/app/a%2fb?x",
    "/app/a%2f..%2f, http://m/app/a%2f..%2f",
    "/app/%41/b,     http://m/app/A/b",
    "/%61pp/x,       http://m/app/x",
    "/app//x,        http://m/app/x",
    "/app/x/../y,    http://m/app/y",
    "/app/%c3%a4,    http://m/app/%c3%a4",
    "/app/a%20b,     http://m/app/a%20b",
    "/app/a%5cb,     http://m/app/a%5cb",
    "/app/a;b=c,     http://m/app/a;b=c",
    "/app/a%3bb,     http://m/app/a%3bb",
    "/app/%00,       http://m/app/%00",
    "/a%20b/c,       http://m/sp/c",
    "/app/a%zz,      400 AH10244",
    "/late/a%2fb,    404 AH00026",
    "/late/%41%20,   http://m/late/A%20"
  })
  void encodedComparesAndForwardsBeforeDecoding(String target, String sent) {
    assertThat(ENCODED.get(target)).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "/app,              http://m/app,            /app",
    "/app/,             http://m/app/,           /app/",
    "/app;v=1/x,        http://m/app;v=1/x,      /app/x",
    "/app/x;v=2/y,      http://m/app/x;v=2/y,    /app/x/y",
    "/app/a;b/../c,     http://m/app/c,          /app/c",
    "/app/a/..;/b,      http://m/app/b,          /app/b",
    "/x/..;/app/y,      http://m/app/y,          /app/y",
    "/;a/app/x,         http://m/app/x,          /app/x",
    "/app//x,           http://m/app/x,          /app/x",
    "/p/x;v=1,          http://m/q/x;v=1,        /p/x",
    "/p;v=1/x,          http://m/q/x,            /p/x",
    "/p/,               http://m/q/,             /p/",
    "/app/a%20b,        http://m/app/a%20b,      /app/a%20b",
    "/app/a%2fb,        http://m/app/a%2fb,      /app/a%2fb",
    "/app/a%3bb,        http://m/app/a%3bb,      /app/a%3bb",
    "/app/a%41?q,       http://m/app/aA?q,       /app/aA"
  })
  void servletLeavesOutParametersWhereItCompares(String target, String sent, String seen) {
    assertThat(SERVLET.get(target)).isEqualTo(sent);
    assertThat(SERVLET.visit(target).seen()).isEqualTo(seen);
  }

  /** httpd keeps these as they came: a backend that is no servlet container reads another path. */
  @ParameterizedTest
  @CsvSource({
    "/app/.;a/b,  http://m/app/b",
    "/app/;x/y,   http://m/app/y",
    "/app;v=1,    http://m/app;v=1"
  })
  void servletForwardsWhatItCompared(String target, String sent) {
    assertThat(SERVLET.get(target)).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "/app/..;/x",
    "/app;v/..;/x",
    "/a;b/app/x",
    "/p;v=1",
    "/p",
    "/appx",
    "/app/..",
    "/..;/app/x",
    "/app/..;/..;/app/x"
  })
  void servletDoesNotTake(String target) {
    assertThat(SERVLET.get(target)).isEqualTo("404");
  }

  @Test
  void servletIgnoresNocanon() {
    Site site = Site.of("ProxyPass /app http://m/app nocanon mapping=servlet");
    assertThat(site.get("/app/a/..;/%41")).isEqualTo("http://m/app/A");
  }

  @Test
  void theEarlyPassIsOverBeforeTheLateOneBegins() {
    Site site =
        Site.of(
            "ProxyPass /a http://m/late",
            "ProxyPass /a/b http://m/early mapping=encoded",
            "ProxyPass /x ! mapping=encoded",
            "ProxyPass /x http://m/late");
    assertThat(site.get("/a/b")).isEqualTo("http://m/early");
    assertThat(site.get("/a/c")).isEqualTo("http://m/late/c");
    assertThat(site.get("/x")).as("! ends its own pass only").isEqualTo("http://m/late");
  }

  /** Whoever may not have a path may not have it by another spelling that a backend reads so. */
  @ParameterizedTest
  @CsvSource({
    "ProxyPass / http://m/,                  /x/..;/admin/a",
    "ProxyPass / http://m/,                  /admin;v=1/a",
    "ProxyPass / http://m/,                  /x/.;/..;v/admin",
    "ProxyPass / http://m/ mapping=encoded,  /x%2f..%2fadmin",
    "ProxyPass / http://m/ mapping=encoded,  /x/..;/admin",
    "ProxyPass / http://m/ mapping=servlet,  /x/..;/admin",
    "ProxyPass / http://m/ nocanon,          /x/../admin",
    "ProxyPass / http://m/ nocanon,          /%61dmin",
    "ProxyPass / http://m/ nocanon,          //admin"
  })
  void anAccessRuleCoversOtherReadingsOfAPath(String rule, String target) {
    Site site = Site.of(rule, "<Location /admin>", "  Require all denied", "</Location>");
    assertThat(site.get(target)).isEqualTo("403 AH01630");
    assertThat(site.get("/x/y;v=1")).isEqualTo("http://m/x/y;v=1");
  }

  /** httpd sends them: what is not published is reached by a spelling that a backend reads so. */
  @ParameterizedTest
  @CsvSource({
    "ProxyPass /app http://m/in,                  /app/..;/x",
    "ProxyPass /app http://m/in,                  /app/..;/..;/x",
    "ProxyPass /app http://m/in,                  /app/a/..;v=1/..;/x",
    "ProxyPass /app http://m/in,                  /app/a/..;/hole/x",
    "ProxyPass /app http://m/in,                  /app/hole;v=1/x",
    "ProxyPass /app http://m/in nocanon,          /app/..;/x",
    "ProxyPass /app http://m/in nocanon,          /app/a/%2e%2e;/hole",
    "ProxyPass /app http://m/in mapping=encoded,  /app/..;/x",
    "ProxyPass /app http://m/in mapping=encoded,  /app/a%2f..%2f..%2fx",
    "ProxyPassMatch ^/app/(.*) http://m/in/$1,    /app/..;/x"
  })
  void noOtherReadingLeavesWhatARuleMaps(String rule, String target) {
    String mapping = rule.contains("mapping") ? " mapping=encoded" : "";
    Site site = Site.of("ProxyPass /app/hole !" + mapping, rule);
    assertThat(site.get(target)).isEqualTo("400 AH10244");
    assertThat(site.get("/app/y;v=1/z")).isEqualTo("http://m/in/y;v=1/z");
    assertThat(site.get("/app/y/..;v=1/z")).isEqualTo("http://m/in/y/..;v=1/z");
  }
}
