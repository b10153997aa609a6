package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ProxyPass takes which path. The answers are those of httpd 2.4. */
class RuleMatcherTest {

  private static final Site PREFIX = Site.of("ProxyPass /foo http://m/t");

  private static final Site DIRECTORY = Site.of("ProxyPass /foo/ http://m/t/");

  private static final Site PATTERNS =
      Site.of(
          "ProxyPassMatch ^/(.*\\.gif)$ http://m/img/$1",
          "ProxyPassMatch \\.png$ http://m/png",
          "ProxyPassMatch ^/u/([^/]+)/(.*)$ http://m/$2/of/$1",
          "ProxyPassMatch ^/z$ http://m/$0",
          "ProxyPassMatch ^/opt(/x)?$ http://m/o$1e",
          "ProxyPassMatch /mid http://m/m$0",
          "ProxyPassMatch ^/ten/(.)(.)$ http://m/$2$1$9");

  @ParameterizedTest
  @CsvSource({
    "/foo,           http://m/t",
    "/foo/,          http://m/t/",
    "/foo/x,         http://m/t/x",
    "/foo//x,        http://m/t/x",
    "//foo/x,        http://m/t/x",
    "/%66oo,         http://m/t",
    "/foo?x,         http://m/t?x",
    "/foo/../foo/x,  http://m/t/x",
    "/fooo/../foo,   http://m/t"
  })
  void aPrefixTakesWholeSegments(String target, String sent) {
    assertThat(PREFIX.get(target)).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/foobar", "/FOO", "/fo", "/", "/x/foo", "/foo;v", "/foo.html", "/foo%3F"})
  void aPrefixTakesNothingElse(String target) {
    assertThat(PREFIX.get(target)).isEqualTo("404");
  }

  @ParameterizedTest
  @CsvSource({
    "/foo,      404",
    "/foo/,     http://m/t/",
    "/foo/x,    http://m/t/x",
    "/foo//x,   http://m/t/x",
    "//foo//x,  http://m/t/x",
    "/foo/x/,   http://m/t/x/"
  })
  void aPrefixWithASlashTakesWhatIsBelow(String target, String sent) {
    assertThat(DIRECTORY.get(target)).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b,      http://m/t",
    "/a//b,     http://m/t",
    "/a///b/c,  http://m/t/c",
    "/a//bc,    404",
    "/ab,       404"
  })
  void anyRunOfSlashesEqualsAnyOther(String target, String sent) {
    assertThat(Site.of("MergeSlashes Off", "ProxyPass /a//b http://m/t").get(target))
        .isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "ProxyPass /foo  http://m/t/,  /foo,    http://m/t/",
    "ProxyPass /foo  http://m/t/,  /foo/x,  http://m/t//x",
    "ProxyPass /foo/ http://m/t,   /foo/x,  http://m/tx",
    "ProxyPass /foo/ http://m/t,   /foo/,   http://m/t"
  })
  void slashesThatDoNotMatchAreNotMended(String rule, String target, String sent) {
    assertThat(Site.of(rule).get(target)).isEqualTo(sent);
  }

  /** httpd would look for a host called "mx" and answer 500. */
  @Test
  void aHostNeverGrows() {
    assertThat(Site.of("ProxyPass / http://m").get("/x")).isEqualTo("http://m/x");
  }

  @ParameterizedTest
  @CsvSource({
    "/foo/bar,  http://m/1/bar",
    "/a/b,      http://m/3",
    "/a/c,      http://m/4/c",
    "/a/bc,     http://m/4/bc"
  })
  void theFirstRuleInTheFileCounts(String target, String sent) {
    Site site =
        Site.of(
            "ProxyPass /foo http://m/1",
            "ProxyPass /foo/bar http://m/2",
            "ProxyPass /a/b http://m/3",
            "ProxyPass /a http://m/4");
    assertThat(site.get(target)).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "/foo/open,    404",
    "/foo/open/x,  404",
    "/foo/opens,   http://m/1/opens",
    "/foo/x.gif,   http://m/1/x.gif",
    "/x.gif,       404",
    "/x,           http://m/2/x"
  })
  void anExclamationMarkEndsTheSearch(String target, String sent) {
    Site site =
        Site.of(
            "ProxyPass /foo/open !",
            "ProxyPass /foo http://m/1",
            "ProxyPassMatch \\.gif$ !",
            "ProxyPass / http://m/2/");
    assertThat(site.get(target)).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "/a.gif,              http://m/img/a.gif",
    "/a/b.gif?x=1,        http://m/img/a/b.gif?x=1",
    "/A.GIF,              404",
    "/x.png,              http://m/png/x.png",
    "/u/joe/a/b,          http://m/a/b/of/joe",
    "/u/joe/,             http://m//of/joe",
    "/u/j%20e/%c3%a4,     http://m/%C3%A4/of/j%20e",
    "/u/a/b%3fc,          http://m/b%3Fc/of/a",
    "/z,                  http://m//z",
    "/opt,                http://m/oe",
    "/opt/x,              http://m/o/xe",
    "/a/mid/b,            http://m/m/mid",
    "/ten/ab,             http://m/ba"
  })
  void aPatternIsFoundAnywhereAndItsGroupsArePutIn(String target, String sent) {
    assertThat(PATTERNS.get(target)).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "/h/10.0.0.7:8080/a/b?c,  http://10.0.0.7:8080/a/b?c",
    "/h/Other.example.com/,   http://other.example.com/",
    "/h/[::1]:81/x,           http://[::1]:81/x",
    "/h/10.0.0.7:99999/x,     400 AH00898",
    "/h/bad%20host/x,         400 AH00898",
    "/h/a@b/x,                400 AH00898",
    "/h/a:b/x,                400 AH00898",
    "/h//x,                   404"
  })
  void aHostOutOfTheRequestIsReadStrictly(String target, String sent) {
    assertThat(Site.of("ProxyPassMatch ^/h/([^/]+)/(.*)$ http://$1/$2").get(target))
        .isEqualTo(sent);
  }

  @Test
  void noProxyLetsNoRuleSeeTheRequest() {
    Site site =
        Site.of(
            "SetEnvIf Request_URI ^/foo/no no-proxy",
            "ProxyPass /foo http://m/1",
            "<Location /foo/no/loc>",
            "  ProxyPass http://m/2",
            "</Location>");
    assertThat(site.get("/foo/no")).isEqualTo("404");
    assertThat(site.get("/foo/no/loc")).isEqualTo("404");
    assertThat(site.get("/foo/yes")).isEqualTo("http://m/1/yes");
  }

  @ParameterizedTest
  @CsvSource({
    "/l,         http://m/loc",
    "/l/x?q,     http://m/loc/x?q",
    "/lx,        http://m/rest/lx",
    "/l/deep/x,  http://m/deep/x",
    "/l/deeper,  http://m/loc/deeper",
    "/n/x/y,     http://m/pattern/x/y",
    "/ex/a,      404",
    "/other,     http://m/rest/other"
  })
  void aLocationsRuleComesFirstAndTheLastLocationWins(String target, String sent) {
    Site site =
        Site.of(
            "ProxyPass /l http://m/server",
            "ProxyPass /ex http://m/server",
            "ProxyPass / http://m/rest/",
            "<Location /l>",
            "  ProxyPass http://m/loc",
            "</Location>",
            "<Location /l/deep>",
            "  ProxyPass http://m/deep",
            "</Location>",
            "<LocationMatch ^/n/(.*)$>",
            "  ProxyPassMatch http://m/pattern/$1",
            "</LocationMatch>",
            "<Location /ex>",
            "  ProxyPass !",
            "</Location>");
    assertThat(site.get(target)).isEqualTo(sent);
  }

  @Test
  void theMainServersRulesComeBeforeTheHosts() {
    Site site =
        Site.of(
            "ProxyPass /a http://m/main",
            "<VirtualHost *:80>",
            "  ServerName www.example.com",
            "  ProxyPass /a http://m/host",
            "  ProxyPass /b http://m/host",
            "</VirtualHost>");
    assertThat(site.get("/a")).isEqualTo("http://m/main");
    assertThat(site.get("/b")).isEqualTo("http://m/host");
  }

  @Test
  void variablesArePutIntoPathAndUrl() {
    Site site =
        Site.of(
            "ProxyPassInterpolateEnv On",
            "SetEnvIf X-Tenant (.+) tenant=$1",
            "ProxyPass /t/${tenant} http://m/of/${tenant} interpolate");
    assertThat(site.visit("/t/a/x").header("X-Tenant", "a").outcome()).isEqualTo("http://m/of/a/x");
    assertThat(site.visit("/t/b/x").header("X-Tenant", "a").outcome()).isEqualTo("404");
    assertThat(site.get("/t/x")).as("unset is empty").isEqualTo("http://m/of/x");
  }

  @Test
  void aBalancersRuleNamesTheBalancer() {
    Site site =
        Site.of(
            "<Proxy balancer://App>",
            "  BalancerMember http://a/one",
            "  BalancerMember http://b/two",
            "</Proxy>",
            "ProxyPass /app balancer://app/base",
            "ProxyPass /all balancer://app");
    assertThat(site.get("/app/x?q")).isEqualTo("balancer://app/base/x?q");
    assertThat(site.get("/all")).isEqualTo("balancer://app/");
    assertThat(site.get("/all/x")).isEqualTo("balancer://app/x");
  }

  /** An access rule for a plain target's URL must see the URL that is asked. */
  @ParameterizedTest
  @CsvSource({
    "ProxyPass /app http://m/x,    http://m/x/admin",
    "ProxyPass /app http://m/x/y,  http://m/x/y/admin",
    "ProxyPass /app/ http://m/,    http://m/admin",
    "ProxyPass /app http://m,      http://m/admin",
    "ProxyPassMatch ^/app/(.*) http://m/$1, http://m/admin"
  })
  void aProxySectionSeesTheTargetsUrl(String rule, String url) {
    Site site = Site.of(rule, "<Proxy " + url + ">", "  Require all denied", "</Proxy>");
    assertThat(site.get("/app/admin/x")).isEqualTo("403 AH01630");
    assertThat(site.get("/app/other")).startsWith("http://m/");
  }
}
