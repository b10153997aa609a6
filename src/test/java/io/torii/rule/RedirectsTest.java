package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Redirect and RedirectMatch send the client. The rows were compared with httpd 2.4. */
class RedirectsTest {

  private static final Site SITE =
      Site.of(
          "Redirect /one http://o/x",
          "Redirect permanent /two http://o/y/",
          "Redirect temp /three /local",
          "Redirect seeother /four http://o/q?own=1",
          "Redirect gone /five",
          "Redirect 404 /six",
          "Redirect 307 /seven /s7",
          "Redirect 308 /eight /s8",
          "Redirect 500 /nine",
          "RedirectTemp /ten /t",
          "RedirectPermanent /eleven /t");

  private static final Site PATTERNS =
      Site.of(
          "RedirectMatch 301 ^/m/(.*)\\.gif$ http://o/$1.png",
          "RedirectMatch ^/n/(.*)$ /nn/$1?a=$1",
          "RedirectMatch gone \\.php$",
          "RedirectMatch 303 ^/opt(/x)?$ /o$1",
          "RedirectMatch ^/esc/(.*)$ http://o/\\$1$1",
          "RedirectMatch ^/amp/(.*)$ http://o/&$1",
          "RedirectMatch ^/q/(.*)$ http://o/$1",
          "RedirectMatch ^/bad(.*)$ $1");

  @ParameterizedTest
  @CsvSource({
    "/one,             302 http://o/x",
    "/one/,            302 http://o/x/",
    "/one/a/b?c=d,     302 http://o/x/a/b?c=d",
    "//one//a,         302 http://o/x/a",
    "/two,             301 http://o/y/",
    "/two/a,           301 http://o/y//a",
    "/three/x?q,       302 http://www.example.com/local/x?q",
    "/four/x?q,        303 http://o/q?own=1/x",
    "/five,            410",
    "/five/x,          410",
    "/six,             404",
    "/seven/a,         307 http://www.example.com/s7/a",
    "/seven/%3f,       307 http://www.example.com/s7/%3f",
    "/eight/a%20b,     308 http://www.example.com/s8/a%20b",
    "/eight/%c3%a4,    308 http://www.example.com/s8/%c3%a4",
    "/eight/a%2bb%26,  308 http://www.example.com/s8/a+b&",
    "/eight/a;b,       308 http://www.example.com/s8/a;b",
    "/nine,            500",
    "/ten/a,           302 http://www.example.com/t/a",
    "/eleven/a,        301 http://www.example.com/t/a",
    "/onex,            404"
  })
  void aPrefixIsReplacedAndTheRestIsKept(String target, String answer) {
    assertThat(SITE.get(target)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "/m/a/b.gif?x,        301 http://o/a/b.png?x",
    "/m/a.GIF,            404",
    "/n/a?b,              302 http://www.example.com/nn/a?a=a",
    "/x.php,              410",
    "/x.phpx,             404",
    "/opt,                303 http://www.example.com/o",
    "/opt/x,              303 http://www.example.com/o/x",
    "/esc/x,              302 http://o/$1x",
    "/amp/x,              302 http://o/&x",
    "/q/a%20b%3fc,        302 http://o/a%20b?c",
    "/q/%c3%a4,           302 http://o/%c3%a4",
    "/q/%0d%0aX:y,        302 http://o/%0d%0aX:y"
  })
  void groupsOfAPatternArePutIn(String target, String answer) {
    assertThat(PATTERNS.get(target)).isEqualTo(answer);
  }

  /** httpd leaves the blank as it is, and answers 500 for the line break. */
  @Test
  void whatNoFieldMayHoldStaysEncodedBehindThePathToo() {
    assertThat(PATTERNS.get("/q/a%23%20b")).isEqualTo("302 http://o/a#%20b");
    assertThat(PATTERNS.get("/q/%3f%0d%0aX:y")).isEqualTo("302 http://o/?%0d%0aX:y");
  }

  /** httpd sends such a client to {@code http:/x}; nothing good can come of it. */
  @Test
  void aTargetOutOfTheRequestMustBeAUrlOrAPath() {
    assertThat(PATTERNS.get("/bad/a")).isEqualTo("302 http://www.example.com/a");
    assertThat(PATTERNS.get("/bad")).isEqualTo("500 AH00674");
    assertThat(PATTERNS.get("/badword")).isEqualTo("500 AH00674");
  }

  @Test
  void anyMethodIsRedirected() {
    assertThat(SITE.visit("/one").method("POST").outcome()).isEqualTo("302 http://o/x");
    assertThat(SITE.visit("/five").method("DELETE").outcome()).isEqualTo("410");
  }

  @Test
  void aPathIsCompletedByWhatTheClientAskedFor() {
    assertThat(SITE.visit("/three").host("www.example.com:8080").outcome())
        .isEqualTo("302 http://www.example.com:8080/local");
    assertThat(SITE.visit("/three").host("[::1]").outcome()).isEqualTo("302 http://[::1]/local");
    assertThat(SITE.visit("/three").secure().on("192.0.2.80", 8443).outcome())
        .isEqualTo("302 https://www.example.com/local");
    assertThat(SITE.visit("http://abs.example.com/three").outcome())
        .as("an absolute form counts more than Host")
        .isEqualTo("302 http://abs.example.com/local");
    assertThat(SITE.visit("/three").protocol("HTTP/1.0").host(null).on("192.0.2.80", 81).outcome())
        .as("no name at all")
        .isEqualTo("302 http://192.0.2.80:81/local");
  }

  @ParameterizedTest
  @CsvSource({
    "/p/x,        http://m/p/x",
    "/ex/y,       302 http://o/2/y",
    "/l/z,        302 http://o/3/z",
    "/p/in/a?q,   302 http://o/5?q",
    "/p/rest/a,   301 http://o/6/a",
    "/p/gone/x,   410",
    "/p/u/joe,    302 http://o/7/joe"
  })
  void theServersComeBehindItsProxyPassAndALocationsBeforeIt(String target, String answer) {
    Site site =
        Site.of(
            "ProxyPass /p http://m/p",
            "ProxyPass /ex !",
            "Redirect /p http://o/1",
            "Redirect /ex http://o/2",
            "Redirect /l http://o/3",
            "<Location /l>",
            "  Redirect permanent /l http://o/4",
            "</Location>",
            "<Location /p/in>",
            "  Redirect http://o/5",
            "</Location>",
            "<Location /p/rest>",
            "  Redirect 301 /p/rest http://o/6",
            "</Location>",
            "<Location /p/gone>",
            "  Redirect gone",
            "</Location>",
            "<LocationMatch ^/p/u/(.*)$>",
            "  RedirectMatch ^/p/u/(.*)$ http://o/7/$1",
            "</LocationMatch>");
    assertThat(site.get(target)).isEqualTo(answer);
  }

  @Test
  void accessIsDecidedBeforeALocationsRedirectAndBehindTheServers() {
    Site site =
        Site.of(
            "Redirect /a http://o/a",
            "<Location />",
            "  Require all denied",
            "</Location>",
            "<Location /b>",
            "  Redirect /b http://o/b",
            "</Location>");
    assertThat(site.get("/a")).isEqualTo("302 http://o/a");
    assertThat(site.get("/b")).isEqualTo("403 AH01630");
  }
}
