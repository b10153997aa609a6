package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.http.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * ProxyPassReverseCookiePath and ProxyPassReverseCookieDomain. The rows were compared with httpd
 * 2.4.
 */
class ReverseCookieTest {

  private static final String PASS = "ProxyPass /p http://m:81/i";

  private static String cookie(Site site, String sent) {
    return site.visit("/p/x").receives("Set-Cookie", sent);
  }

  @ParameterizedTest
  @CsvSource({
    "a=b; Path=/a/b,           a=b; Path=/mirror/foo/",
    "a=b; path=/,              a=b; path=/mirror/foo/",
    "a=b; Path=/x; HttpOnly,   a=b; Path=/mirror/foo/; HttpOnly",
    "a=b;Path=/x,              a=b;Path=/mirror/foo/",
    "path=/x; Path=/y,         path=/x; Path=/mirror/foo/",
    "a=b; Path=/x; Path=/y,    a=b; Path=/x; Path=/mirror/foo/",
    "a=b,                      a=b",
    "a=b; Path=,               a=b; Path=",
    "a=b; Xpath=/x,            a=b; Xpath=/x",
    "a=path=/x; Secure,        a=path=/x; Secure",
    "a=b; Path=\"/x\",         a=b; Path=\"/x\""
  })
  void aCookiesPathIsReplacedWhole(String sent, String received) {
    Site site = Site.of(PASS, "ProxyPassReverseCookiePath / /mirror/foo/");
    assertThat(cookie(site, sent)).isEqualTo(received);
  }

  @ParameterizedTest
  @CsvSource({
    "/app/x,  /front/",
    "/app,    /other",
    "/appx,   /other",
    "/APP,    /APP",
    "/x/app,  /x/app"
  })
  void theFirstCookiePathThatHitsCounts(String sent, String received) {
    Site site =
        Site.of(
            PASS,
            "ProxyPassReverseCookiePath /app/ /front/",
            "ProxyPassReverseCookiePath /app /other");
    assertThat(cookie(site, "a=b; Path=" + sent)).isEqualTo("a=b; Path=" + received);
  }

  @ParameterizedTest
  @CsvSource({
    "a=b; Domain=int.example,                  a=b; Domain=www.example.com",
    "a=b; domain=INT.example; Path=/,          a=b; domain=www.example.com; Path=/",
    "a=b; Domain=.int.example,                 a=b; Domain=.example.com",
    "a=b; Domain=int.example.org,              a=b; Domain=www.example.com",
    "a=b; Path=/; Domain=int.example; Secure,  a=b; Path=/; Domain=www.example.com; Secure",
    "a=b; Domain=x.int.example,                a=b; Domain=x.int.example",
    "a=b; Domain=other,                        a=b; Domain=other",
    "a=b,                                      a=b"
  })
  void aCookiesDomainIsReplacedWhole(String sent, String received) {
    Site site =
        Site.of(
            PASS,
            "ProxyPassReverseCookieDomain int.example www.example.com",
            "ProxyPassReverseCookieDomain .int.example .example.com");
    assertThat(cookie(site, sent)).isEqualTo(received);
  }

  @Test
  void everyCookieIsRewritten() {
    Site site = Site.of(PASS, "ProxyPassReverseCookiePath /i /p");
    Request request = site.visit("/p/x").request();
    Headers response = new Headers();
    response.add("Set-Cookie", "a=1; Path=/i");
    response.add("set-cookie", "b=2; Path=/j");
    response.add("SET-COOKIE", "c=3; Path=/i/x");
    new ReverseMapping((host, name) -> List.of())
        .apply(request, request.host().settings(), response);
    assertThat(response.all("Set-Cookie"))
        .containsExactly("a=1; Path=/p", "b=2; Path=/j", "c=3; Path=/p");
  }

  @Test
  void variablesOfTheRequestArePutIn() {
    Site site =
        Site.of(
            PASS,
            "ProxyPassInterpolateEnv On",
            "SetEnvIf X-Tenant (.+) tenant=$1",
            "ProxyPassReverseCookiePath /${tenant} /p/${tenant} interpolate");
    Visit visit = site.visit("/p/x").header("X-Tenant", "a");
    assertThat(visit.receives("Set-Cookie", "c=1; Path=/a")).isEqualTo("c=1; Path=/p/a");
    assertThat(visit.receives("Set-Cookie", "c=1; Path=/b")).isEqualTo("c=1; Path=/b");
  }
}
