package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which virtual host takes which connection and name. Outside of a container the rows were compared
 * with httpd 2.4.
 */
class HostSelectorTest {

  private static final String[] TLS = {
    "SSLEngine on", "SSLCertificateFile server.pem", "SSLCertificateKeyFile key.pem"
  };

  private final List<String> lines = new ArrayList<>();

  private HostSelectorTest host(String addresses, String name, String... more) {
    lines.add("<VirtualHost " + addresses + ">");
    lines.add("  ServerName " + name);
    lines.addAll(List.of(more));
    lines.add("</VirtualHost>");
    return this;
  }

  private Site site() {
    return Site.of(lines.toArray(new String[0]));
  }

  private Site inContainer() {
    return Site.inContainer(lines.toArray(new String[0]));
  }

  private static String served(Site site, String local, int port, String name) {
    return site.visit("/").on(local, port).host(name).served();
  }

  @ParameterizedTest
  @CsvSource({
    "a.example,         a.example",
    "A.EXAMPLE,         a.example",
    "a.example.,        a.example",
    "a.example:99,      a.example",
    "www.a.example,     a.example",
    "WWW.A.example,     a.example",
    "q.wild.example,    a.example",
    "p.q.wild.example,  a.example",
    "abc.example,       a.example",
    "x.wild.example,    a.example",
    "b.example,         b.example",
    "c.example,         c.example",
    "c.example:98,      c.example",
    "d.example,         d.example",
    "ac.example,        first.example",
    "wild.example,      first.example",
    "unknown.example,   first.example",
    "www.b.example,     first.example",
    "10.0.0.1,          first.example",
    "[::1],             first.example"
  })
  void nameAndAliasesPickAHostAndTheFirstTakesTheRest(String asked, String taken) {
    host("*:80", "first.example");
    host("*:80", "a.example", "ServerAlias www.a.example *.wild.example a?c.example");
    host("*:80", "b.example", "ServerAlias x.wild.example");
    host("*:80", "c.example:99");
    host("*:80", "https://d.example");
    assertThat(served(site(), "192.0.2.80", 80, asked)).isEqualTo(taken);
  }

  @Test
  void theFirstHostOfANameWinsByWhateverKindOfName() {
    host("*:80", "first.example");
    host("*:80", "z.example", "ServerAlias *.x.example");
    host("*:80", "q.x.example", "ServerAlias z.example");
    Site site = site();
    assertThat(served(site, "192.0.2.80", 80, "q.x.example")).isEqualTo("z.example");
    assertThat(served(site, "192.0.2.80", 80, "z.example")).isEqualTo("z.example");
  }

  @ParameterizedTest
  @CsvSource({
    "*a*b*c*,      xaxbxcx,    true",
    "*a*b*c*,      acb,        false",
    "a*,           a,          true",
    "?,            '',         false",
    "a?b*,         axb,        true",
    "*.example,    .example,   true",
    "*.*.example,  a.example,  false",
    "a**b,         ab,         true"
  })
  void wildcardsStandForAnything(String alias, String asked, boolean matches) {
    host("*:80", "first.example");
    host("*:80", "wild.example", "ServerAlias " + alias);
    NamedHosts hosts = new NamedHosts(site().config().hosts());
    assertThat(Site.named(hosts.named(asked)))
        .isEqualTo(matches ? "wild.example" : "first.example");
  }

  @Test
  void aNamelessRequestGetsTheFirstHost() {
    host("*:80", "first.example").host("*:80", "a.example");
    Site site = site();
    assertThat(site.visit("/").protocol("HTTP/1.0").host(null).served()).isEqualTo("first.example");
    assertThat(site.visit("/").protocol("HTTP/1.0").host("a.example").served())
        .isEqualTo("a.example");
  }

  @Test
  void anAbsoluteFormCountsMoreThanTheHostField() {
    host("*:80", "first.example").host("*:80", "a.example").host("*:80", "b.example");
    Site site = site();
    assertThat(site.visit("http://b.example/x").host("a.example").served()).isEqualTo("b.example");
    assertThat(site.visit("HTTP://B.example:81/").host("a.example").served())
        .isEqualTo("b.example");
    assertThat(site.visit("/?http://b.example/").host("a.example").served()).isEqualTo("a.example");
  }

  /** The first host answers, as it must be some host. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a.example:notaport",
        "a.example:0",
        "a.example:65536",
        "a.example:",
        "a_b:1:2",
        "a..example",
        "a/b",
        "a b",
        "a@b",
        "[::1",
        "[::1]x",
        "[x]",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "a.1"
      })
  void aMalformedHostIsRefused(String host) {
    host("*:80", "first.example").host("*:80", "a.example");
    Visit visit = site().visit("/").host(host);
    assertThat(visit.served()).isEqualTo("first.example");
    assertThat(visit.outcome()).isEqualTo("400 AH00550");
  }

  @Test
  void noHostOrTwoAreRefused() {
    host("*:80", "first.example").host("*:80", "a.example");
    Site site = site();
    assertThat(site.visit("/").host(null).outcome()).isEqualTo("400 AH00550");
    assertThat(site.visit("/").host("a.example").header("host", "a.example").outcome())
        .isEqualTo("400 AH00550");
    assertThat(site.visit("ftp://a.example/").host("a.example").outcome()).isEqualTo("400 AH00550");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 80, exact.example",
    "127.0.0.1, 81, addrany.example",
    "127.0.0.2, 80, anyport.example",
    "127.0.0.2, 81, anyany.example",
    "::1,       80, six.example",
    "::1,       81, anyany.example"
  })
  void theMostExactAddressPicksTheSetOfHosts(String local, int port, String taken) {
    host("*:*", "anyany.example");
    host("*:80", "anyport.example");
    host("127.0.0.1:*", "addrany.example");
    host("127.0.0.1:80", "exact.example");
    host("[::1]:80", "six.example");
    Site site = site();
    assertThat(served(site, local, port, "nobody.example")).isEqualTo(taken);
    assertThat(served(site, local, port, "anyany.example"))
        .as("a name is looked for in the set only")
        .isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 80, two.example",
    "127.0.0.1, 81, main",
    "127.0.0.2, 80, default.example",
    "127.0.0.2, 81, two.example"
  })
  void theMainServerTakesWhatNobodyNames(String local, int port, String taken) {
    host("_default_:80", "default.example");
    host("127.0.0.1:80 127.0.0.2:81", "two.example");
    assertThat(served(site(), local, port, "nobody.example")).isEqualTo(taken);
  }

  @Test
  void withoutAnyHostTheMainServerTakesEverything() {
    assertThat(served(Site.of("ServerName main.example"), "192.0.2.80", 81, "a.example"))
        .isEqualTo("main.example");
  }

  @ParameterizedTest
  @CsvSource({
    "80,    false, a.example,        a.example",
    "80,    false, b.example,        b.example",
    "80,    false, nobody.example,   a.example",
    "443,   true,  a.example,        tls.example",
    "8443,  true,  b.example,        tls.example",
    "8443,  true,  other.example,    other.example",
    "8080,  false, other.example,    a.example",
    "8080,  false, b.example,        b.example",
    "8080,  false, addr.example,     addr.example"
  })
  void inAContainerThePortDecidesAndThenWhetherItIsSecure(
      int port, boolean secure, String asked, String taken) {
    host("*:80", "a.example").host("*:80", "b.example");
    host("*:443", "tls.example", TLS).host("*:443", "other.example", TLS);
    host("10.9.9.9:90", "addr.example");
    Visit visit = inContainer().visit("/").on("192.0.2.80", port).host(asked);
    if (secure) {
      visit.secure();
    }
    assertThat(visit.served()).isEqualTo(taken);
  }

  @Test
  void inAContainerAHostOfAnotherAddressTakesItsPort() {
    host("*:80", "a.example").host("10.9.9.9:90", "addr.example");
    assertThat(served(inContainer(), "192.0.2.80", 90, "nobody.example")).isEqualTo("addr.example");
  }

  @Test
  void aContainersPortsStandForThoseOfTheFile() {
    host("*:80", "a.example").host("*:90", "b.example").host("*:443", "tls.example", TLS);
    Site site = Site.onPorts("8080:80,9090:90,8443:443", lines.toArray(new String[0]));
    assertThat(served(site, "192.0.2.80", 8080, "x.example")).isEqualTo("a.example");
    assertThat(served(site, "192.0.2.80", 9090, "x.example")).isEqualTo("b.example");
    assertThat(site.visit("/").on("192.0.2.80", 8443).secure().host("x.example").served())
        .isEqualTo("tls.example");
  }

  @Test
  void inAContainerWithSecureHostsOnlyAPlainRequestGetsTheMainServer() {
    host("*:443", "tls.example", TLS);
    assertThat(served(inContainer(), "192.0.2.80", 8080, "tls.example")).isEqualTo("main");
  }
}
