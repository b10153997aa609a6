package io.torii.exchange;

import static io.torii.exchange.Heads.BODY;
import static io.torii.exchange.Heads.CHUNKS;
import static io.torii.exchange.Heads.FIVE;
import static io.torii.exchange.Heads.fields;
import static io.torii.exchange.Heads.request;
import static io.torii.exchange.Heads.sent;
import static io.torii.exchange.Heads.site;
import static io.torii.exchange.Heads.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.http.Headers;
import io.torii.rule.Site;
import io.torii.rule.Visit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The head that a member gets; it was compared with what httpd 2.4 sends. */
class RequestHeadTest {

  @Test
  void theMembersHostComesFirstAndTheRestAsItCame() {
    Site site = site();
    Visit visit =
        visit(site)
            .header("Authorization", "Basic YTpi")
            .header("range", "bytes=0-1")
            .header("Cookie", "a=b")
            .header("X-C", "3")
            .header("Cookie", "c=d")
            .header("X-C", "")
            .header("Proxy-Authorization", "Basic YTpi");
    assertThat(fields(sent(site, visit)))
        .containsExactly(
            "Host: m:81",
            "Authorization: Basic YTpi",
            "range: bytes=0-1",
            "Cookie: a=b",
            "X-C: 3",
            "Cookie: c=d",
            "X-C: ",
            "Proxy-Authorization: Basic YTpi");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "CONNECTION",
        "Proxy-Connection",
        "Keep-Alive",
        "keep-alive",
        "Upgrade",
        "Trailer",
        "TE",
        "te",
        "Transfer-Encoding",
        "Content-Length",
        "content-length",
        "Expect"
      })
  void whatIsMeantForUsGoesNoFurther(String name) {
    Site site = site();
    assertThat(sent(site, visit(site).header(name, "7").header(name, "8")).contains(name))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"trailers", "gzip, Trailers", "gzip;q=0.5 ,trailers"})
  void aClientThatTakesTrailersIsToldOnBehalfOfUs(String te) {
    Site site = site();
    assertThat(sent(site, visit(site).header("te", te).header("Connection", "TE")).all("TE"))
        .containsExactly("trailers");
    assertThat(sent(site, visit(site).header("TE", te)).all("TE")).containsExactly("trailers");
    assertThat(sent(site, visit(site).protocol("HTTP/1.0").header("TE", te)).all("TE")).isEmpty();
    Site old = site("SetEnv force-proxy-request-1.0 1");
    assertThat(sent(old, visit(old).header("TE", te)).all("TE")).isEmpty();
    Site off = site("RequestHeader unset TE");
    assertThat(sent(off, visit(off).header("TE", te)).all("TE")).isEmpty();
    Site upgrading = Site.of("ProxyPass /p http://m:81/in upgrade=ANY");
    assertThat(sent(upgrading, visit(upgrading).header("TE", te).header("Upgrade", "x")).all("TE"))
        .as("one change of the connection at a time")
        .isEmpty();
  }

  @Test
  void trailersAreAnnouncedIfTheBodyHasThePlace() {
    Site site = site();
    Visit visit = visit(site).header("Trailer", "X-Sum, Content-Length").header("trailer", "X-B");
    assertThat(request(site, visit, CHUNKS).headers().all("Trailer")).containsExactly("X-Sum, X-B");
    assertThat(request(site, visit, BODY).headers().all("Trailer")).isEmpty();
    assertThat(request(site, visit, null).headers().all("Trailer")).isEmpty();
    Site old = site("SetEnv force-proxy-request-1.0 1");
    assertThat(request(old, visit(old).header("Trailer", "X"), CHUNKS).headers().all("Trailer"))
        .isEmpty();
  }

  /** Or a client could take away what the member trusts. */
  @Test
  void connectionDoesNotNameWhatRequestHeaderWrites() {
    Site site = site("RequestHeader set X-User jane", "RequestHeader append X-Zone inner");
    Visit visit = visit(site).header("X-Zone", "outer").header("Connection", "x-user, X-Zone");
    assertThat(fields(sent(site, visit)))
        .containsExactly("Host: m:81", "X-User: jane", "X-Zone: inner");
  }

  @Test
  void everyFieldThatConnectionNamesIsLeftOut() {
    Site site = site();
    Visit visit =
        visit(site)
            .header("X-A", "1")
            .header("X-B", "2")
            .header("X-C", "3")
            .header("x-a", "4")
            .header("X-D", "5")
            .header("Connection", "x-a ,, close,X-B")
            .header("connection", "\tX-D")
            .header("X-E", "6");
    assertThat(fields(sent(site, visit))).containsExactly("Host: m:81", "X-C: 3", "X-E: 6");
  }

  /** A client must not get rid of a field that we add, nor of the member's name. */
  @Test
  void connectionCannotNameOurOwnFieldsAway() {
    Site site = site();
    Headers headers =
        sent(
            site,
            visit(site)
                .header("X-Forwarded-For", "203.0.113.9")
                .header("Connection", "Host, X-Forwarded-For, X-Forwarded-Proto"));
    assertThat(headers.get("Host")).isEqualTo("m:81");
    assertThat(headers.all("X-Forwarded-For")).containsExactly("192.0.2.1");
    assertThat(headers.all("X-Forwarded-Proto")).containsExactly("http");
  }

  @Test
  void aClientWithoutHostIsNotGivenOne() {
    Site site = site();
    Headers headers = sent(site, visit(site).protocol("HTTP/1.0").host(null));
    assertThat(headers.contains("X-Forwarded-Host")).isFalse();
    assertThat(headers.get("Host")).isEqualTo("m:81");
  }

  @Test
  void proxyAddHeadersOffAddsNothing() {
    Site site = site("ProxyAddHeaders Off");
    Headers headers = sent(site, visit(site).header("X-Forwarded-For", "203.0.113.9"));
    assertThat(headers.toString()).doesNotContain("X-Forwarded-Host", "X-Forwarded-Proto");
    assertThat(headers.all("X-Forwarded-For")).containsExactly("203.0.113.9");
  }

  @Test
  void whatRequestHeaderWritesIsMeant() {
    Site site =
        site(
            "RequestHeader set X-Forwarded-Proto https",
            "RequestHeader unset Cookie",
            "RequestHeader set X-New 1",
            "RequestHeader set Max-Forwards 0");
    Headers headers = sent(site, visit(site).header("Cookie", "a=b"));
    assertThat(headers.all("X-Forwarded-Proto")).containsExactly("https");
    assertThat(headers.get("X-New")).isEqualTo("1");
    assertThat(headers.contains("Cookie")).isFalse();
    assertThat(headers.get("Max-Forwards")).isEqualTo("0");
  }

  @Test
  void proxyPreserveHostSendsTheClientsHostAndAsksForItInTls() {
    Site site = site("ProxyPreserveHost On");
    MemberRequest request = request(site, visit(site).host("Foo.example:99"), null);
    assertThat(request.headers().all("Host")).containsExactly("Foo.example:99");
    assertThat(request.serverName()).isEqualTo("Foo.example");
    assertThat(request(site, visit(site).host("[::1]:99"), null).serverName()).isEqualTo("::1");

    MemberRequest nameless = request(site, visit(site).protocol("HTTP/1.0").host(null), null);
    assertThat(nameless.headers().all("Host")).containsExactly("m:81");
    assertThat(nameless.serverName()).isNull();
    assertThat(request(site(), visit(site()), null).serverName()).isNull();
  }

  @Test
  void methodAndTargetArePassedOn() {
    Site site = site();
    MemberRequest request = request(site, visit(site).method("PaTcH"), BODY);
    assertThat(request.method()).isEqualTo("PaTcH");
    assertThat(request.target()).isEqualTo("/in/x?q");
    assertThat(request.body()).isSameAs(BODY);
  }

  @Test
  void aBalancersMemberPutsItsPathInFront() {
    Site site =
        Site.of(
            "<Proxy balancer://x>",
            "  BalancerMember http://m:81/app ping=1",
            "</Proxy>",
            "ProxyPass /p balancer://x");
    assertThat(request(site, visit(site), null).target()).isEqualTo("/app/in/x?q");
    assertThat(request(site, visit(site), BODY).expectContinue()).isTrue();
    assertThat(request(site, visit(site), null).expectContinue())
        .as("there is nothing to hold back")
        .isFalse();
  }

  @Test
  void variablesDecideAboutTheConnection() {
    Site site =
        site(
            "SetEnvIf X-Fresh . proxy-initial-not-pooled",
            "SetEnvIf X-Close . proxy-nokeepalive",
            "SetEnvIf X-Old . force-proxy-request-1.0");
    MemberRequest plain = request(site, visit(site), null);
    assertThat(plain.fresh() || plain.close() || plain.http10()).isFalse();
    assertThat(request(site, visit(site).header("X-Fresh", "1"), null).fresh()).isTrue();
    assertThat(request(site, visit(site).header("X-Close", "1"), null).close()).isTrue();
    MemberRequest old = request(site, visit(site).header("X-Old", "1"), null);
    assertThat(old.http10() && old.close()).isTrue();
  }

  /** RFC 9110 §10.1.1; whoever sends the head writes the field. */
  @Test
  void aClientThatAsksWaitsForTheMember() {
    Site site = site("SetEnvIf X-Old . force-proxy-request-1.0");
    assertThat(asks(site, visit(site).header("Expect", "100-continue"), FIVE)).isTrue();
    assertThat(asks(site, visit(site).header("expect", "100-Continue"), FIVE)).isTrue();
    assertThat(asks(site, visit(site), FIVE)).isFalse();
    assertThat(asks(site, visit(site).header("Expect", "100-continue"), BODY)).isFalse();
    assertThat(asks(site, visit(site).header("Expect", "100-continue"), null)).isFalse();
    assertThat(asks(site, visit(site).header("Expect", "magic"), FIVE)).isFalse();
    Visit old = visit(site).protocol("HTTP/1.0").header("Expect", "100-continue");
    assertThat(asks(site, old, FIVE)).isFalse();
    Visit toOld = visit(site).header("Expect", "100-continue").header("X-Old", "1");
    assertThat(asks(site, toOld, FIVE)).isFalse();
    Site off = site("Proxy100Continue Off");
    assertThat(asks(off, visit(off).header("Expect", "100-continue"), FIVE)).isFalse();
  }

  private static boolean asks(Site site, Visit visit, @Nullable RequestBody body) {
    MemberRequest request = request(site, visit, body);
    assertThat(request.headers().contains("Expect")).isFalse();
    return request.expectContinue();
  }
}
