package io.torii.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What redirects, cookies and sessions show. */
class TrafficChecksTest extends TrafficTests {

  @Test
  void soundTraffic() throws Exception {
    Running running =
        sticky(member(302, "Set-Cookie: JSESSIONID=1.a; Path=/", "Location: /x")).secure();
    running.get(30, "/x", "Cookie", "JSESSIONID=1.a");
    assertThat(running.diagnose().faults()).isEmpty();
  }

  /** An application of which nothing is at its root, beside the server's own welcome page. */
  @Test
  void aPrefixThatBelongsThere() throws Exception {
    Backend backend =
        member(
            Script.byTarget(
                Map.of(
                    "/", (request, wire) -> wire.answer(200, "welcome"),
                    "/api/orders", (request, wire) -> wire.answer(200, "[]"))));
    Running running = running("ProxyPass /api " + backend.url() + "/api");
    running.get("/api/nothing");
    assertThat(running.diagnose().only("path", Severity.WARNING).remedy())
        .contains("If requests below /api are answered 404");
    running.get("/api/orders");
    running.get(9, "/api/nothing");
    running.diagnose().sound(1);
  }

  /** What another rule finds at the same member says nothing of this one. */
  @Test
  void aPrefixTooManyBesideARuleThatFinds() throws Exception {
    Backend backend =
        member(Script.byTarget(Map.of("/", (request, wire) -> wire.answer(200, "welcome"))));
    Running running =
        running("ProxyPass /b " + backend.url() + "/b", "ProxyPass / " + backend.url() + "/");
    running.get(9, "/");
    running.get("/b");
    assertThat(running.diagnose().only("path", Severity.WARNING).cause())
        .contains("ProxyPass /b (");
  }

  @Test
  void aRedirectToTheMembersOwnAddress() throws Exception {
    Backend backend = member(302, "Location: http://SELF/login?token=secret");
    Running running = running("ProxyPass / " + backend.url() + "/");
    running.get(3, "/x");
    Finding found = running.diagnose().only("location", Severity.ERROR);
    assertThat(found.remedy()).contains("Write ProxyPassReverse / " + backend.url() + "/");
    assertThat(found.evidence())
        .contains("3 times in the last 10 minutes", "GET /x", "/login")
        .doesNotContain("secret");
  }

  @Test
  void cookiesThatAreNeverSentBack() throws Exception {
    Backend backend = member(200, "Set-Cookie: S=secret; Path=/app");
    Running running = running("ProxyPass /shop " + backend.url() + "/app");
    running.get("/shop/x");
    Finding found = running.diagnose().has("cookie-scope", Severity.ERROR);
    assertThat(found.remedy()).contains("ProxyPassReverseCookiePath");
    assertThat(found.evidence())
        .startsWith("once in the last 10 minutes, such as GET /shop/x answered")
        .contains("S=...; Path=/app")
        .doesNotContain("secret");
  }

  @Test
  void cookiesOfAnotherDomain() throws Exception {
    Backend backend = member(200, "Set-Cookie: S=1; Domain=intern.example; Path=/");
    Running running = running("ProxyPass / " + backend.url() + "/");
    running.get("/x");
    Finding found = running.diagnose().only("cookie-scope", Severity.ERROR);
    assertThat(found.remedy()).contains("ProxyPassReverseCookieDomain");
    assertThat(found.evidence()).contains("Domain=intern.example for www.example.com");
  }

  /** A logout, whose cookie has no route and another path. */
  @Test
  void cookiesThatAreTakenBack() throws Exception {
    Backend backend =
        member(
            200,
            "Set-Cookie: JSESSIONID=deleted; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/app",
            "Set-Cookie: S=x; Max-Age=0; Domain=intern.example");
    Running running = sticky(backend);
    running.get("/x");
    assertThat(running.diagnose().faults()).isEmpty();
  }

  /** A scanner asks for an address, and gets the cookie of the name. */
  @Test
  void cookiesOfAHostThatIsAskedForByAddress() throws Exception {
    Backend backend = member(200, "Set-Cookie: S=1; Domain=example.com; Path=/");
    Running running = running("ProxyPass / " + backend.url() + "/").host("192.0.2.1:8080");
    running.get("/x");
    running.diagnose().sound(1);
  }

  /** A load balancer in front has taken TLS off. */
  @Test
  void cookiesForHttpsBehindSomebodyWhoHasIt() throws Exception {
    Backend backend = member(200, "Set-Cookie: S=1; Path=/; Secure");
    Running running = running("ProxyPass / " + backend.url() + "/");
    running.get("/x", "X-Forwarded-Proto", "https");
    running.diagnose().sound(1);
  }

  @Test
  void cookiesForHttpsAlone() throws Exception {
    Backend backend = member(200, "Set-Cookie: S=1; Path=/; Secure");
    Running running = running("ProxyPass / " + backend.url() + "/");
    running.get("/x");
    assertThat(running.diagnose().only("cookie-scope", Severity.WARNING).cause())
        .contains("for https only");
    Running local = running("ProxyPass / " + backend.url() + "/").host("localhost:8080");
    local.get("/x");
    local.diagnose().sound(1);
  }

  @Test
  void aRedirectFromHttpsToHttp() throws Exception {
    Backend backend =
        member(302, "Location: http://www.example.com:80/login", "Set-Cookie: S=1; Path=/");
    Running running = running("ProxyPass / " + backend.url() + "/").secure();
    running.get("/x");
    Looked looked = running.diagnose();
    Finding found = looked.only("forwarded", Severity.ERROR);
    assertThat(found.cause()).contains("X-Forwarded-Proto");
    assertThat(found.remedy()).contains("RemoteIpValve", "proxy-address-forwarding");
    assertThat(looked.findings())
        .anySatisfy(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.INFO);
              assertThat(f.cause()).contains("without Secure");
            });
  }

  @Test
  void aSessionCookieThatIsNeverSent() throws Exception {
    Running running = sticky(member(200, "Set-Cookie: PHPSESSID=1"));
    running.get(25, "/x");
    Finding found = running.diagnose().only("session-cookie", Severity.WARNING);
    assertThat(found.cause()).contains("JSESSIONID");
    assertThat(found.remedy()).contains("stickysession=");
    assertThat(found.evidence()).contains("25 responses");
  }

  @Test
  void sessionIdsWithoutTheMembersRoute() throws Exception {
    Running running = sticky(member(200, "Set-Cookie: JSESSIONID=1; Path=/"));
    running.get("/x");
    Finding found = running.diagnose().only("lost-sessions", Severity.ERROR);
    assertThat(found.cause()).contains("do not end in \".a\"");
    assertThat(found.remedy()).contains("jvmRoute", "instance-id");
    assertThat(found.evidence()).contains("with no route");
  }

  /** The trap of a separator that session ids contain themselves. */
  @Test
  void sessionIdsWithMoreSeparatorsThanOne() throws Exception {
    Running running = sticky(member(200, "Set-Cookie: JSESSIONID=1.secret.a; Path=/"));
    running.get("/x");
    Finding found = running.diagnose().only("lost-sessions", Severity.ERROR);
    assertThat(found.remedy()).contains("behind the first \".\"", "stickysessionsep=");
    assertThat(found.evidence())
        .contains("with the route ....a, behind the first separator")
        .doesNotContain("secret");
  }

  @Test
  void sessionsWithoutASeparator() throws Exception {
    Running running = sticky(member(200));
    running.get("/x", "Cookie", "a=b; JSESSIONID=1");
    Finding found = running.diagnose().only("lost-sessions", Severity.WARNING);
    assertThat(found.cause()).contains("no route", "separator \".\"");
    assertThat(found.remedy()).contains("stickysessionsep=");
  }

  @Test
  void sessionsOfNobody() throws Exception {
    Running running = sticky(member(200));
    running.get("/x", "Cookie", "JSESSIONID=1.zzz");
    Finding found = running.diagnose().only("lost-sessions", Severity.WARNING);
    assertThat(found.cause()).contains("a route that no member has");
    assertThat(found.evidence()).contains("route zzz");
  }

  /** One old cookie among many good ones. */
  @Test
  void aSessionFromBefore() throws Exception {
    Running running = sticky(member(200));
    running.get(41, "/x", "Cookie", "JSESSIONID=1.a");
    running.get("/x", "Cookie", "JSESSIONID=1.zzz");
    running.get("/x", "Cookie", "JSESSIONID=1");
    Looked looked = running.diagnose();
    assertThat(looked.faults()).isEmpty();
    assertThat(looked.has("lost-sessions", Severity.INFO).cause()).contains("no route");
  }

  @Test
  void sessionsOfAMemberThatIsOut() throws Exception {
    Backend backend = member(200);
    Running running =
        running(
            "<Proxy balancer://c>",
            "BalancerMember " + backend.url() + " route=a",
            "BalancerMember http://127.0.0.1:" + Backend.refusingPort() + " route=b",
            "ProxySet stickysession=JSESSIONID",
            "</Proxy>",
            "ProxyPass / balancer://c/");
    running.get("/x", "Cookie", "JSESSIONID=1.b");
    Looked looked = running.diagnose();
    looked.has("connection-refused", Severity.ERROR);
    assertThat(looked.has("lost-sessions", Severity.WARNING).evidence()).contains("route b at a");
  }
}
