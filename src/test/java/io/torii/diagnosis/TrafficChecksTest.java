package io.torii.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests show: through a whole gate, to members on real sockets. */
@Timeout(60)
class TrafficChecksTest {

  /** The common pool would have one thread on two processors. */
  private static final Executor AT_ONCE = task -> new Thread(task).start();

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  /** A member that answers / plainly, and everything else with these fields. */
  private Backend member(int status, String... fields) throws Exception {
    return member(
        Script.each(
            (request, wire) -> {
              String head = request.target().equals("/") ? "" : String.join("\r\n", fields);
              int code = head.isEmpty() ? 200 : status;
              wire.send(
                  "HTTP/1.1 "
                      + code
                      + " X\r\n"
                      + head.replace("SELF", request.header("Host").orElseThrow())
                      + (head.isEmpty() ? "" : "\r\n")
                      + "Content-Length: 0\r\n\r\n");
            }));
  }

  private Backend member(Script script) throws Exception {
    Backend backend = Backend.start(script);
    open.add(backend);
    return backend;
  }

  private Running running(String... lines) throws Exception {
    Running running = Running.with(folder, lines);
    open.add(running);
    return running;
  }

  /** One sticky member of route a. */
  private Running sticky(Backend backend) throws Exception {
    return running(
        "<Proxy balancer://c>",
        "BalancerMember " + backend.url() + " route=a",
        "ProxySet stickysession=JSESSIONID|jsessionid",
        "</Proxy>",
        "ProxyPass / balancer://c/",
        "ProxyPassReverse / balancer://c/");
  }

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

  @Test
  void aTimeOut() throws Exception {
    Backend backend =
        member(
            Script.each(
                (request, wire) -> {
                  if (!request.target().equals("/")) {
                    wire.untilClosed();
                  }
                  wire.answer(200, "here");
                }));
    Running running = running("ProxyPass / " + backend.url() + "/ timeout=300ms");
    assertThat(running.get("/x")).isEqualTo(502);
    Finding found = running.diagnose().only("timeout", Severity.ERROR);
    assertThat(found.cause()).contains("timeout= or ProxyTimeout is 300 ms");
    assertThat(found.remedy()).contains("raise timeout=");
    assertThat(found.evidence()).contains("GET /x after");
  }

  /** A response that has begun, and is cut by the one limit or the other. */
  @ParameterizedTest
  @ValueSource(strings = {"timeout=300ms", "deadline=300ms"})
  void aTimeOutBehindTheHead(String limit) throws Exception {
    Backend backend =
        member(
            Script.each(
                (request, wire) -> {
                  if (request.target().equals("/")) {
                    wire.answer(200, "here");
                  } else {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal");
                    wire.untilClosed();
                  }
                }));
    Running running = running("ProxyPass / " + backend.url() + "/ " + limit);
    assertThat(running.get("/x")).isEqualTo(200);
    Finding found = running.diagnose().only("timeout", Severity.ERROR);
    assertThat(found.cause()).contains("their responses cut");
    assertThat(found.evidence()).contains("GET /x after").containsPattern("300 ?ms");
  }

  /** A member that breaks off is none that is late. */
  @Test
  void aResponseThatBreaksOff() throws Exception {
    Backend backend =
        member(Script.rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal"));
    Running running = running("ProxyPass / " + backend.url() + "/");
    running.get("/x");
    assertThat(running.diagnose().findings()).noneMatch(f -> f.check().equals("timeout"));
  }

  @Test
  void aPoolThatIsTooSmall() throws Exception {
    Backend backend =
        member(
            Script.each(
                (request, wire) -> {
                  wire.pause(Duration.ofMillis(request.target().equals("/") ? 0 : 500));
                  wire.answer(200, "here");
                }));
    Running running = running("ProxyPass / " + backend.url() + "/ max=1 acquire=100");
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() -> running.get("/x"), AT_ONCE);
    CompletableFuture<Integer> second =
        CompletableFuture.supplyAsync(() -> running.get("/y"), AT_ONCE);
    assertThat(List.of(first.join(), second.join())).containsExactlyInAnyOrder(200, 503);
    Finding found = running.diagnose().only("pool", Severity.ERROR);
    assertThat(found.cause()).contains("max= is 1", "acquire= is 100 ms");
  }

  @Test
  void requestsThatWaitForAConnection() throws Exception {
    Backend backend =
        member(
            Script.each(
                (request, wire) -> {
                  wire.pause(Duration.ofMillis(request.target().equals("/") ? 0 : 300));
                  wire.answer(200, "here");
                }));
    Running running = running("ProxyPass / " + backend.url() + "/ max=1");
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() -> running.get("/x"), AT_ONCE);
    CompletableFuture<Integer> second =
        CompletableFuture.supplyAsync(() -> running.get("/y"), AT_ONCE);
    assertThat(List.of(first.join(), second.join())).containsExactly(200, 200);
    Finding found = running.diagnose().only("pool", Severity.WARNING);
    assertThat(found.evidence()).contains("2 requests at a time with max=1");
  }
}
