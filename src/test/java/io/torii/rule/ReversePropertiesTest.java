package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** There and back: what a member calls itself is what the client has called it. */
class ReversePropertiesTest {

  private static final Site SITE =
      Site.of(
          "ProxyPass /p/ http://m:81/i/",
          "ProxyPassReverse /p/ http://m:81/i/",
          "ProxyPass /b balancer://two/i",
          "ProxyPassReverse /b balancer://two/i",
          "<Proxy balancer://two>",
          "BalancerMember http://n:82",
          "BalancerMember http://o/deep",
          "</Proxy>",
          "ProxyPassReverseCookiePath /i/ /p/",
          "ProxyPassReverseCookieDomain m.internal www.example.com");

  @Provide
  Arbitrary<String> tails() {
    return Arbitraries.of("a", "b", "/", ".x", "~", "-", "_1", ";v=1", "%20")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts).replaceAll("/+", "/").replaceAll("^/", ""));
  }

  @Provide
  Arbitrary<String> attributes() {
    return Arbitraries.of(
        "Secure", "HttpOnly", "Max-Age=3", "SameSite=Lax", "xpath=/i/", "Expires=Thu, 1 Jan", "");
  }

  @Property(tries = 300)
  void forthAndBackIsWhereItCameFrom(@ForAll("tails") String tail) {
    String forwarded = SITE.get("/p/" + tail);
    assertThat(forwarded).isEqualTo("http://m:81/i/" + tail);
    assertThat(SITE.visit("/p/x").receives("Location", forwarded))
        .isEqualTo("http://www.example.com/p/" + tail);
  }

  @Property(tries = 300)
  void eachMemberOfABalancerMayNameAnother(
      @ForAll("tails") String tail, @ForAll boolean second, @ForAll boolean upper) {
    String member = second ? "http://o/deep" : "http://n:82";
    String location =
        (upper ? member.toUpperCase(Locale.ROOT) : member) + "/i/" + tail + "?q=" + member;
    assertThat(SITE.visit("/b/x").receives("Location", location))
        .isEqualTo("http://www.example.com/b/" + tail + "?q=" + member);
  }

  @Property(tries = 300)
  void anotherServersAddressIsLeftAlone(
      @ForAll("tails") String tail, @ForAll("others") String other) {
    String location = other + "/i/" + tail;
    assertThat(SITE.visit("/p/x").receives("Location", location)).isEqualTo(location);
  }

  @Provide
  Arbitrary<String> others() {
    return Arbitraries.of(
        "http://m",
        "http://m:811",
        "https://m:81",
        "http://mm:81",
        "http://n:829",
        "//m:81",
        "",
        "http://user@m:81",
        "http://o:8080/deep",
        "http://o/deeper",
        "ftp://m:81");
  }

  @Property(tries = 300)
  void ofACookieNothingChangesButItsPathAndDomain(
      @ForAll @Size(max = 4) List<@From("attributes") String> before,
      @ForAll @Size(max = 4) List<@From("attributes") String> behind,
      @ForAll("tails") String tail,
      @ForAll boolean blank) {
    String sent = cookie(before, "Path=/i/" + tail, "Domain=M.internal", behind, blank);
    String received = cookie(before, "Path=/p/", "Domain=www.example.com", behind, blank);
    assertThat(SITE.visit("/p/x").receives("Set-Cookie", sent)).isEqualTo(received);
    assertThat(SITE.visit("/p/x").receives("Set-Cookie", received)).isEqualTo(received);
  }

  @Property(tries = 200)
  void aCookieOfAnotherPathOrDomainIsLeftAlone(
      @ForAll @Size(max = 4) List<@From("attributes") String> others,
      @ForAll("tails") String tail,
      @ForAll boolean blank) {
    String sent = cookie(others, "Path=/q/" + tail, "Domain=x.m.internal", others, blank);
    assertThat(SITE.visit("/p/x").receives("Set-Cookie", sent)).isEqualTo(sent);
  }

  private static String cookie(
      List<String> before, String path, String domain, List<String> behind, boolean blank) {
    List<String> parts = new ArrayList<>(List.of("a=b"));
    parts.addAll(before);
    // A semicolon would begin another attribute.
    parts.add(path.replace(";v=1", ""));
    parts.addAll(behind);
    parts.add(domain);
    return String.join(blank ? "; " : ";", parts);
  }
}
