package io.torii.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.Balancer;
import io.torii.balancer.BalancingMethod;
import io.torii.balancer.BalancingMethods;
import io.torii.balancer.Member;
import io.torii.balancer.TimeSource;
import io.torii.config.BalancerConfig;
import io.torii.http.Headers;
import io.torii.rule.Site;
import io.torii.rule.Visit;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Notices;
import io.torii.rule.header.HeaderRules;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The head that a member gets; it was compared with what httpd 2.4 sends. */
class RequestHeadTest {

  private static final String PASS = "ProxyPass /p http://m:81/in";

  private static final HeaderRules RULES =
      new HeaderRules(
          new ExpressionEvaluator(Clock.systemUTC(), Notices.NONE),
          Clock.systemUTC(),
          Notices.NONE);

  private static final RequestBody BODY =
      new RequestBody() {
        @Override
        public long length() {
          return 0;
        }

        @Override
        public void writeTo(OutputStream member) {
          // Nobody asks for it.
        }

        @Override
        public boolean repeatable() {
          return true;
        }
      };

  private static MemberRequest request(Site site, Visit visit, @Nullable RequestBody body) {
    BalancerConfig balancer = site.config().balancers().values().iterator().next();
    BalancingMethod onlyChoice =
        new BalancingMethods(null, TimeSource.system(), new SplittableRandom(1))
            .byName("byrequests")
            .orElseThrow();
    Member member = new Balancer(balancer, onlyChoice, TimeSource.system()).members().get(0);
    return new Preparation(RULES, new SelfName("machine.example", "1.2.3"))
        .head(FakeClient.exchange(visit))
        .to(member, "/in/x?q", body);
  }

  private static Headers sent(Site site, Visit visit) {
    return request(site, visit, null).headers();
  }

  /** The fields of that name, or everything but what we add ourselves. */
  private static List<String> fields(Headers headers) {
    return StreamSupport.stream(headers.spliterator(), false)
        .filter(f -> !f.name().startsWith("X-Forwarded-"))
        .map(f -> f.name() + ": " + f.value())
        .toList();
  }

  private static Site site(String... more) {
    return Site.of(Stream.concat(Stream.of(PASS), Stream.of(more)).toArray(String[]::new));
  }

  private static Visit visit(Site site) {
    return site.visit("/p/x?q");
  }

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
  void whereTheRequestComesFromIsAdded() {
    Site site = site("ServerName front.example.com");
    Visit visit = visit(site).host("www.example.com:8443").from("2001:db8::1").secure();
    Headers headers = sent(site, visit.on("192.0.2.80", 8443));
    assertThat(headers.all("X-Forwarded-For")).containsExactly("2001:db8::1");
    assertThat(headers.all("X-Forwarded-Host")).containsExactly("www.example.com:8443");
    assertThat(headers.all("X-Forwarded-Server")).containsExactly("front.example.com");
    assertThat(headers.all("X-Forwarded-Proto")).containsExactly("https");
    assertThat(headers.all("X-Forwarded-Port")).containsExactly("8443");
  }

  @Test
  void whatAProxyInFrontAddedIsContinuedButSchemeAndPortAreOurs() {
    Site site = site();
    Headers headers =
        sent(
            site,
            visit(site)
                .header("X-Forwarded-For", "203.0.113.9")
                .header("x-forwarded-for", "203.0.113.10, unknown")
                .header("X-Forwarded-Host", "a.example")
                .header("X-Forwarded-Server", "b.example")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Port", "443"));
    assertThat(headers.all("X-Forwarded-For"))
        .containsExactly("203.0.113.9, 203.0.113.10, unknown, 192.0.2.1");
    assertThat(headers.all("X-Forwarded-Host")).containsExactly("a.example, www.example.com");
    assertThat(headers.all("X-Forwarded-Server")).containsExactly("b.example, machine.example");
    assertThat(headers.all("X-Forwarded-Proto")).containsExactly("http");
    assertThat(headers.all("X-Forwarded-Port")).containsExactly("80");
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

  @ParameterizedTest
  @CsvSource({
    "Off,   '1.0 fred'",
    "On,    '1.0 fred, 1.1 machine.example'",
    "Full,  '1.0 fred, 1.1 machine.example (Torii/1.2.3)'",
    "Block, "
  })
  void viaTellsTheWay(String via, @Nullable String value) {
    Site site = site("ProxyVia " + via);
    assertThat(sent(site, visit(site).header("Via", "1.0 fred")).get("Via")).isEqualTo(value);
  }

  @Test
  void viaNamesThePortThatWasAskedForAndTheClientsProtocol() {
    Site site = site("ProxyVia On", "ServerName front.example.com");
    assertThat(sent(site, visit(site).host("front.example.com:8080")).get("Via"))
        .isEqualTo("1.1 front.example.com:8080");
    assertThat(
            sent(site, visit(site).secure().on("192.0.2.80", 443).protocol("HTTP/2.0")).get("Via"))
        .isEqualTo("2.0 front.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "ProxyMaxForwards -1,  , ",
    "ProxyMaxForwards 7, , 7",
    "ProxyMaxForwards 7, 5, 4",
    "ProxyMaxForwards -1, ' 3 ', 2",
    "ProxyMaxForwards -1, 1, 0"
  })
  void maxForwardsCountsDown(String line, @Nullable String sent, @Nullable String forwarded) {
    Site site = site(line);
    Visit visit = visit(site);
    if (sent != null) {
      visit.header("Max-Forwards", sent);
    }
    assertThat(sent(site, visit).get("Max-Forwards")).isEqualTo(forwarded);
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
}
