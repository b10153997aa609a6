package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of the addresses that a backend gives. The rows were compared with httpd 2.4; the
 * client asked {@code http://www.example.com/p/x}.
 */
class ReverseMappingTest {

  private static final String PASS = "ProxyPass /p http://m:81/i";

  private static final Site PLAIN = Site.of(PASS, "ProxyPassReverse /p http://m:81/i");

  private static String rewritten(Site site, String name, String value) {
    return site.visit("/p/x").receives(name, value);
  }

  private static String location(Site site, String value) {
    return rewritten(site, "Location", value);
  }

  @ParameterizedTest
  @CsvSource({
    "http://m:81/i/y,               http://www.example.com/p/y",
    "http://m:81/i,                 http://www.example.com/p",
    "http://m:81/iy,                http://www.example.com/py",
    "HTTP://M:81/I/y,               http://www.example.com/p/y",
    "http://m:81/i/y?a=http://m:81/i#f, http://www.example.com/p/y?a=http://m:81/i#f",
    "http://m:81/other,             http://m:81/other",
    "http://m:81,                   http://m:81",
    "http://m/i/y,                  http://m/i/y",
    "https://m:81/i/y,              https://m:81/i/y",
    "http://other/i/y,              http://other/i/y",
    "//m:81/i/y,                    //m:81/i/y",
    "/i/y,                          /i/y",
    "i/y,                           i/y",
    "'',                            ''"
  })
  void aUrlIsComparedFromItsStart(String sent, String received) {
    assertThat(location(PLAIN, sent)).isEqualTo(received);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Location", "Content-Location", "URI", "Destination"})
  void theseFieldsAreRewritten(String name) {
    assertThat(rewritten(PLAIN, name, "http://m:81/i/y")).isEqualTo("http://www.example.com/p/y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Refresh", "Link", "X-Location"})
  void noOtherFieldIs(String name) {
    assertThat(rewritten(PLAIN, name, "http://m:81/i/y")).isEqualTo("http://m:81/i/y");
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.com,       http,  http://www.example.com/p/y",
    "www.example.com:8080,  http,  http://www.example.com:8080/p/y",
    "www.example.com:80,    http,  http://www.example.com/p/y",
    "www.example.com:443,   https, https://www.example.com/p/y",
    "'[::1]:8080',          http,  http://[::1]:8080/p/y"
  })
  void thePortIsTheOneThatTheClientWrote(String host, String scheme, String received) {
    Visit visit = PLAIN.visit("/p/x").host(host).on("192.0.2.80", 8888);
    if (scheme.equals("https")) {
      visit.secure();
    }
    assertThat(visit.receives("Location", "http://m:81/i/y")).isEqualTo(received);
  }

  @Test
  void theServersOwnNameIsUsedIfItIsToldToOrTheClientNamesNone() {
    String[] named = {
      "ServerName https://own.example.com:8443", PASS, "ProxyPassReverse /p http://m:81/i"
    };
    Site asked = Site.of(named);
    Site canonical = Site.of("UseCanonicalName On", named[0], named[1], named[2]);
    String sent = "http://m:81/i/y";

    assertThat(location(asked, sent)).isEqualTo("https://www.example.com/p/y");
    assertThat(location(canonical, sent)).isEqualTo("https://own.example.com:8443/p/y");
    Visit nameless = asked.visit("/p/x").protocol("HTTP/1.0").host(null);
    assertThat(nameless.receives("Location", sent)).isEqualTo("https://own.example.com:8443/p/y");
  }

  /** httpd takes 10.0.0.1 for the start of 10.0.0.10 and sends the client to /p0/y. */
  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1/y,       http://www.example.com/p/y",
    "http://10.0.0.1,         http://www.example.com/p",
    "http://10.0.0.1?q,       http://www.example.com/p?q",
    "http://10.0.0.10/y,      http://10.0.0.10/y",
    "http://10.0.0.1:8080/y,  http://10.0.0.1:8080/y"
  })
  void anAuthorityEndsWhereItEnds(String sent, String received) {
    assertThat(location(Site.of(PASS, "ProxyPassReverse /p http://10.0.0.1"), sent))
        .isEqualTo(received);
  }

  @ParameterizedTest
  @CsvSource({
    "http://m:81/int/y,    http://www.example.com/p/y",
    "http://any/int/y,     http://www.example.com/p/y",
    "/int/y,               http://www.example.com/p/y",
    "http://any/x/int/y,   http://any/x/int/y",
    "http://any,           http://any"
  })
  void aRuleWithoutAHostTakesThePathOnAnyHost(String sent, String received) {
    assertThat(location(Site.of(PASS, "ProxyPassReverse /p /int"), sent)).isEqualTo(received);
  }

  @ParameterizedTest
  @CsvSource({
    "http://m/a/b/c,  http://www.example.com/1/b/c",
    "http://m/c/d,    https://front/3/d"
  })
  void theFirstRuleThatHitsCounts(String sent, String received) {
    Site site =
        Site.of(
            PASS,
            "ProxyPassReverse /1 http://m/a",
            "ProxyPassReverse /2 http://m/a/b",
            "ProxyPassReverse https://front/3 http://m/c");
    assertThat(location(site, sent)).isEqualTo(received);
  }

  @Test
  void aLocationsPathIsTheFrontOfItsRule() {
    Site site = Site.of(PASS, "<Location /p/>", "  ProxyPassReverse http://m:81/i/", "</Location>");
    assertThat(location(site, "http://m:81/i/y")).isEqualTo("http://www.example.com/p/y");
    assertThat(site.visit("/q").receives("Location", "http://m:81/i/y"))
        .as("outside of the Location")
        .isEqualTo("http://m:81/i/y");
  }

  @ParameterizedTest
  @CsvSource({
    "/bash balancer://x/bar,   http://e/foo/bar/that,       /bash/that",
    "/bash balancer://x/bar,   http://e/foo/bar,            /bash",
    "/bash balancer://x/bar,   http://f:81/foo/bar/that,    /bash/that",
    "/bash balancer://x/bar,   http://g/bar/that,           /bash/that",
    "/bash balancer://x/bar,   http://h/s/bar/that,         /bash/that",
    "/bash balancer://X/bar,   http://e/foo/bar/that,       /bash/that",
    "/bash balancer://x/bar/,  http://e/foo/bar/that,       /bashthat",
    "/bash balancer://x,       http://e/foo/bar/that,       /bash/bar/that",
    "/bash balancer://x,       http://e/foo,                /bash",
    "/bash/ balancer://x/,     http://g/bar/that,           /bash/bar/that",
    "/ balancer://x,           http://e/foo/bar/that,       /bar/that",
    "/ balancer://x,           http://e/foo,                /",
    "/ balancer://x/,          http://e/foo/,               /",
    "/ balancer://x/,          http://g/bar/that,           /bar/that"
  })
  void aBalancersRuleTakesTheUrlOfEachMember(String rule, String sent, String path) {
    assertThat(location(balanced(rule), sent)).isEqualTo("http://www.example.com" + path);
  }

  @ParameterizedTest
  @CsvSource({
    "/bash balancer://x/bar,       http://e/foo",
    "/bash balancer://x/bar,       http://e/foo/",
    "/bash balancer://x/bar,       http://e/foobar/x",
    "/bash balancer://x/bar,       http://e/foo/Bar/x",
    "/bash balancer://x/bar,       http://nobody/foo/bar/x",
    "/bash balancer://x/bar,       http://gg/bar/x",
    "/bash balancer://x/bar,       /foo/bar/that",
    "/bash balancer://x/bar/,      http://e/foo/bar",
    "/bash balancer://other/bar,   http://e/foo/bar/that"
  })
  void aBalancersRuleTakesNothingElse(String rule, String sent) {
    assertThat(location(balanced(rule), sent)).isEqualTo(sent);
  }

  private static Site balanced(String rule) {
    return Site.of(
        "<Proxy balancer://x>",
        "  BalancerMember http://e/foo",
        "  BalancerMember http://f:81/foo",
        "  BalancerMember http://g/",
        "  BalancerMember ws://h/s",
        "</Proxy>",
        "<Proxy balancer://other>",
        "  BalancerMember http://z/foo",
        "</Proxy>",
        "ProxyPass /p balancer://x/p",
        "ProxyPassReverse " + rule);
  }

  @Test
  void variablesOfTheRequestArePutIn() {
    Site site =
        Site.of(
            PASS,
            "ProxyPassInterpolateEnv On",
            "SetEnvIf X-Tenant (.+) tenant=$1",
            "ProxyPassReverse /${tenant} http://m:81/${tenant} interpolate");
    Visit visit = site.visit("/p/x").header("X-Tenant", "a");
    assertThat(visit.receives("Location", "http://m:81/a/y"))
        .isEqualTo("http://www.example.com/a/y");
    assertThat(visit.receives("Location", "http://m:81/b/y")).isEqualTo("http://m:81/b/y");
  }
}
