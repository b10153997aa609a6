package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of requests that RewriteRules take; {@code ParityIT} compares far more with httpd.
 */
class RewritingTest {

  private static Site site(String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add(0, "RewriteEngine On");
    all.add("ProxyPass / http://m/");
    return Site.of(all.toArray(String[]::new));
  }

  /** Flags of a rule for /a, whose substitution is in the first column. */
  @ParameterizedTest
  @CsvSource({
    "/b,      R,         /a?q,  302 http://www.example.com/b?q",
    "/b?o,    R,         /a?q,  302 http://www.example.com/b?o",
    "/b?o,    'R,QSA',   /a?q,  302 http://www.example.com/b?o&q",
    "/b?o,    'R,QSA',   /a,    302 http://www.example.com/b?o",
    "/b?,     R,         /a?q,  302 http://www.example.com/b",
    "/b?,     'R,QSA',   /a?q,  302 http://www.example.com/b?q",
    "/b,      'R,QSD',   /a?q,  302 http://www.example.com/b",
    "/b?o,    'R,QSD',   /a?q,  302 http://www.example.com/b?o",
    "/b?o,    'R,QSA,QSD',/a?q, 302 http://www.example.com/b?o",
    "/b?o&,   R,         /a,    302 http://www.example.com/b?o",
    "/b?c?d,  'R,QSL',   /a,    302 http://www.example.com/b%3fc?d",
    "/b?%{QUERY_STRING}, R, /a?%20%3f, 302 http://www.example.com/b?%20%3f",
    "/b?x%{QUERY_STRING}, R, /a?%20, 302 http://www.example.com/b?x%2520",
    "/b?x%{QUERY_STRING}, 'R,NE', /a?%20, 302 http://www.example.com/b?x%20",
    "b,       R=permanent, /a,  301 http://www.example.com/b",
    "/b,      R=404,     /a,    404",
    "/b,      F,         /a,    403",
    "-,       G,         /a,    410",
    "http://o/b, L,      /a?q,  302 http://o/b?q",
    "http://o/b#c, 'R=307,NE', /a, 307 http://o/b#c",
    "/b,      PT,        /a?q,  http://m/b?q",
    "/b,      L,         /a,    404 AH00128",
    "-,       L,         /a?q,  http://m/a?q",
    "http://n/b, P,      /a?q,  http://n/b?q",
    "http://n/b?o, 'P,QSA', /a?q, http://n/b?o&q",
    "http://o/b, PT,     /a,    400 AH00126"
  })
  void aSubstitutionAndItsFlags(String to, String flags, String target, String outcome) {
    assertThat(site("RewriteRule ^/a " + to + " [" + flags + "]").get(target)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "/x/a%3fb,    403 AH10508",
    "/x/a%3fb?c,  403 AH10508",
    "/own/a%3fb,  http://m/y?p=a?b",
    "/let/a%3fb,  http://m/y/a?b",
    "/own/a%20b,  403 AH10410",
    "/own/a%0ab,  403 AH10410",
    "/b/a%20b%0a, http://m/y?p=a+b%0a",
    "/raw/a%20b,  403 AH10415",
    "/go/a%0d%0aX:y, 302 http://www.example.com/y/a%0d%0aX:y",
    "/ne/a%0d%0aX:y, 302 http://www.example.com/y/a%0d%0aX:y"
  })
  void whatAClientEncodesChangesNothingButThePath(String target, String outcome) {
    Site site =
        site(
            "RewriteRule ^/x/(.*) /y/$1 [PT]",
            "RewriteRule ^/own/(.*) /y?p=$1 [PT]",
            "RewriteRule ^/let/(.*) /y/$1 [PT,UnsafeAllow3F]",
            "RewriteRule ^/b/(.*) /y?p=$1 [PT,B]",
            "RewriteRule ^/raw/(.*) http://n/$1 [P,NE]",
            "RewriteRule ^/go/(.*) /y/$1 [R]",
            "RewriteRule ^/ne/(.*) /y/$1 [R,NE]");
    assertThat(site.get(target)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "B,               a+%2fb%c3%a4_",
    "'B,BNP',         a%20%2fb%c3%a4_",
    "'B=/',           a %2fbä_",
    "'B,BNE=/',       a+/b%c3%a4_",
    "BCTLS,           a+/bä_"
  })
  void groupsAreEscaped(String flags, String part) {
    Site site =
        site(
            "AllowEncodedSlashes On",
            "RewriteRule ^/a/(.*) - [" + flags + "]",
            "RewriteRule ^/a/(.*) - [E=PART:$1]");
    Request request = site.visit("/a/a%20%2fb%c3%a4_").request();
    Site escaping =
        site("AllowEncodedSlashes On", "RewriteRule ^/a/(.*) /x/$1 [PT,NE," + flags + "]");
    Request seen = escaping.visit("/a/a%20%2fb%c3%a4_").request();
    escaping.visit("/").decide(seen);
    site.visit("/").decide(request);
    assertThat(request.env()).containsEntry("PART", "a /b\u00c3\u00a4_");
    assertThat(seen.path()).isEqualTo("/x/" + part.replace("ä", "\u00c3\u00a4"));
  }

  @Test
  void aHostThatTheRequestNamesMustBeOne() {
    Site site = site("RewriteRule ^/to/([^/]*)/(.*) http://$1/$2 [P]");
    assertThat(site.get("/to/other:8080/x%20y?z")).isEqualTo("http://other:8080/x%20y?z");
    assertThat(site.get("/to/a%40b/x")).isEqualTo("400 AH00898");
  }

  @Test
  void whatStandsBehindAFixedHostMustBeAPath() {
    Site site =
        site(
            "RewriteRule ^/u$ @evil/ [C]",
            "RewriteRule ^(.*)$ http://n$1 [P]",
            "RewriteRule ^/own$ http://own.example.com/x [R]",
            "RewriteRule ^(http.*)$ - [F]",
            "RewriteRule ^(.*)$ http://n:8080$1 [P]");
    assertThat(site.get("/x%20y?z")).isEqualTo("http://n:8080/x%20y?z");
    assertThat(site.get("/own")).as("R alone goes on").isEqualTo("403");
    assertThat(site.get("/u")).isEqualTo("http://n/@evil/");
  }

  @Test
  void aBalancerAndItsProxySectionTakeWhatIsRewrittenToThem() {
    Site site =
        site(
            "<Proxy balancer://b>",
            "  BalancerMember http://one",
            "</Proxy>",
            "<Proxy balancer://b/no>",
            "  Require all denied",
            "</Proxy>",
            "RewriteRule ^/b/(.*) balancer://b/$1 [P]",
            "RewriteRule ^/c(/.*) balancer://b$1 [P]");
    assertThat(site.get("/b/x?y")).isEqualTo("balancer://b/x?y");
    assertThat(site.get("/c/x")).isEqualTo("balancer://b/x");
    assertThat(site.get("/b/no/x")).isEqualTo("403 AH01630");
  }

  @Test
  void locationsSeeTheClientsPathUnlessItIsPassedOn() {
    Site site =
        site(
            "<Location /denied>",
            "  Require all denied",
            "</Location>",
            "RewriteRule ^/denied/p http://n/ [P]",
            "RewriteRule ^/denied/away /open [PT]",
            "RewriteRule ^/there /denied [PT]");
    assertThat(site.get("/denied/p")).isEqualTo("403 AH01630");
    assertThat(site.get("/denied/away")).isEqualTo("http://m/open");
    assertThat(site.get("/there")).isEqualTo("403 AH01630");
  }

  @Test
  void aPathThatIsMadeAFileIsNotRedirectedEither() {
    Site site = site("RewriteRule ^/x /old", "Redirect /old http://o/", "ProxyPass /old !");
    assertThat(site.get("/old")).isEqualTo("302 http://o/");
    assertThat(site.get("/x")).isEqualTo("404 AH00128");
  }

  @Test
  void filesOnDiskDecide(@TempDir Path folder) throws Exception {
    Path flag = folder.resolve("maintenance");
    Site site =
        site(
            "RewriteCond \"" + flag + "\" -f",
            "RewriteCond %{REQUEST_URI} !^/health",
            "RewriteRule ^ - [R=503]");
    assertThat(site.get("/x")).isEqualTo("http://m/x");
    Files.createFile(flag);
    assertThat(site.get("/x")).isEqualTo("503");
    assertThat(site.get("/health")).isEqualTo("http://m/health");
  }

  @ParameterizedTest
  @CsvSource({"-f, 200", "-s, 200", "-d, 403", "-x, 403", "-l, 200", "!-f, 403", "!-d, 200"})
  void kindsOfFiles(String test, String outcome, @TempDir Path folder) {
    Site site = site("RewriteCond \"" + folder + "\" " + test, "RewriteRule ^ - [F]");
    assertThat(site.get("/")).isEqualTo(outcome.equals("403") ? "403" : "http://m/");
  }

  @Test
  void aVirtualHostInheritsTheEngineAndNoRules() {
    Site site =
        Site.of(
            "RewriteEngine On",
            "RewriteRule ^/a - [F]",
            "<VirtualHost *:80>",
            "  ServerName www.example.com",
            "  RewriteRule ^/b - [F]",
            "  ProxyPass / http://m/",
            "</VirtualHost>");
    assertThat(site.get("/a")).isEqualTo("http://m/a");
    assertThat(site.get("/b")).isEqualTo("403");
  }

  @Test
  void aUrlOfThisVeryHostIsItsPath() {
    Site site =
        Site.of(
            "<VirtualHost *:80>",
            "  ServerName www.example.com:80",
            "  ServerAlias *.alias.example.com",
            "  RewriteEngine On",
            "  RewriteRule ^/a http://www.example.com/x [PT]",
            "  RewriteRule ^/b http://b.alias.example.com:80 [PT]",
            "  RewriteRule ^/c http://www.example.com:81/x",
            "  RewriteRule ^/d https://www.example.com/x",
            "  ProxyPass / http://m/",
            "</VirtualHost>");
    assertThat(site.get("/a")).isEqualTo("http://m/x");
    assertThat(site.get("/b")).isEqualTo("http://m/");
    assertThat(site.get("/c")).isEqualTo("302 http://www.example.com:81/x");
    assertThat(site.get("/d")).isEqualTo("302 https://www.example.com/x");
  }

  @Test
  void aQueryIsTheNewOneFromThenOn() {
    Site site =
        site(
            "RewriteRule ^/a /b?new=1",
            "RewriteCond %{QUERY_STRING} ^new=1$",
            "RewriteRule ^/b /c [PT]");
    Request request = site.visit("/a?old=1").request();
    site.visit("/").decide(request);
    assertThat(request.query()).isEqualTo("new=1");
    assertThat(request.path()).isEqualTo("/c");
    assertThat(request.env()).containsEntry("SCRIPT_URI", "http://www.example.com/a");
  }

  @Test
  void aPathThatGrowsIsStopped() {
    Site site = site("LimitRequestLine 100", "RewriteRule (.*) $1$1$1$1$1 [PT]");
    assertThat(site.get("/" + "a".repeat(60))).isEqualTo("500");
  }

  @Test
  void explainsTheRulesThatTookPart() {
    Site site =
        site(
            "RewriteCond %{HTTPS} off",
            "RewriteCond expr \"%{REQUEST_METHOD} == 'GET'\"",
            "RewriteRule ^/(a.*) /b/$1 [PT]",
            "RewriteRule ^/no - [F]");
    List<String> findings = new ArrayList<>();
    site.router.decide(
        site.visit("/a?q").request(),
        (step, finding) -> {
          if (step.equals("rewrite")) {
            findings.add(finding.replaceAll("\\(/\\S*t\\.conf:", "(t.conf:"));
          }
        });
    assertThat(findings)
        .containsExactly(
            "RewriteRule ^/(a.*) (t.conf:4) matches /a",
            "  RewriteCond %{HTTPS} off of \"off\" holds",
            "  RewriteCond expr %{REQUEST_METHOD} == 'GET' holds",
            "  makes it /b/a?q");
  }
}
