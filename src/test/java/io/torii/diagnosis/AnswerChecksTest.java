package io.torii.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.directives.Conf;
import io.torii.http.HttpDate;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.Seen;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members that are reached, and answer what they should not. */
@Timeout(60)
class AnswerChecksTest {

  private static Looked looked(Script script, String... lines) throws IOException {
    try (Backend backend = Backend.start(script)) {
      String[] written = lines.clone();
      for (int i = 0; i < written.length; i++) {
        written[i] = written[i].replace("BACKEND", backend.url());
      }
      return Looked.at(written);
    }
  }

  private static Looked root(Script script) throws IOException {
    return looked(script, "ProxyPass / BACKEND/ timeout=2");
  }

  @Test
  void aSoundMemberIsAskedOnceAndPolitely() throws IOException {
    try (Backend backend = Backend.start(Script.ok("here"))) {
      Looked looked = Looked.at("ProxyPass / " + backend.url() + "/");
      looked.sound(1);
      assertThat(looked.findings().get(0).evidence()).matches("GET /: 200 after [0-9]+ ms");
      assertThat(backend.requests()).hasSize(1);
      Seen seen = backend.lastRequest();
      assertThat(seen.requestLine()).isEqualTo("GET / HTTP/1.1");
      assertThat(seen.header("User-Agent")).contains("Torii-Diagnosis");
      assertThat(seen.header("Host")).contains("127.0.0.1:" + backend.port());
    }
  }

  @Test
  void errorsOfTheMembersOwn() throws IOException {
    Finding found =
        root(Script.each((request, wire) -> wire.answer(503, "starting")))
            .only("answer", Severity.ERROR);
    assertThat(found.cause()).contains("503");
    assertThat(found.remedy()).contains("deployed", "failonstatus=503");
    assertThat(root(Script.each((r, wire) -> wire.answer(500, ""))).faults()).hasSize(1);
  }

  @Test
  void noAnswer() throws IOException {
    Finding found = root(Script.silent()).only("answer", Severity.ERROR);
    assertThat(found.cause()).contains("then says nothing");
    assertThat(found.remedy()).contains("ProxyTimeout", "2000 ms");
  }

  @Test
  void anAnswerThatMayTakeLonger() throws IOException {
    try (Backend backend = Backend.start(Script.silent())) {
      Looked looked =
          Looked.at(
              Conf.of("ProxyPass / " + backend.url() + "/ timeout=60").config(),
              Duration.ofMillis(600));
      Finding found = looked.only("answer", Severity.WARNING);
      assertThat(found.cause()).contains("not answered within", "60000 ms");
    }
  }

  @Test
  void aConnectionThatIsClosed() throws IOException {
    assertThat(root(Script.cutBeforeStatus()).only("answer", Severity.ERROR).cause())
        .contains("closes the connection without an answer");
  }

  @Test
  void whatIsNotHttp() throws IOException {
    Finding found = root(Script.rawThenClose("+OK ready\r\n")).only("answer", Severity.ERROR);
    assertThat(found.cause()).contains("not HTTP/1");
    assertThat(found.remedy()).contains("AJP", "http connector");
    assertThat(found.evidence()).contains("+OK ready");
  }

  @Test
  void aSlowAnswer() throws IOException {
    Finding found =
        root(Script.each(
                (request, wire) -> {
                  wire.pause(Duration.ofMillis(1100));
                  wire.answer(200, "late");
                }))
            .only("slow", Severity.WARNING);
    assertThat(found.cause()).matches("The member took 1[0-9]{3} ms to answer.");
  }

  @Test
  void aPrefixTooMany() throws IOException {
    Finding found =
        looked(
                Script.byTarget(Map.of("/", (request, wire) -> wire.answer(200, "home"))),
                "ProxyPass /app BACKEND/app")
            .only("path", Severity.WARNING);
    assertThat(found.cause()).contains("keeps /app on the way", "something at /,");
    assertThat(found.remedy())
        .matches(
            "If requests below /app are answered 404, write ProxyPass /app http://127.0.0.1:[0-9]+, and .*");
    assertThat(found.evidence()).contains("GET /app: 404", "GET /: 200");
  }

  @Test
  void aPrefixThatIsMissing() throws IOException {
    Finding found =
        looked(
                Script.byTarget(Map.of("/app/", (request, wire) -> wire.answer(200, "home"))),
                "<Proxy balancer://c>",
                "BalancerMember BACKEND",
                "</Proxy>",
                "ProxyPass /app/ balancer://c/")
            .only("path", Severity.WARNING);
    assertThat(found.cause()).contains("leaves out /app/ on the way");
    assertThat(found.remedy()).contains("write ProxyPass /app/ balancer://c/app/");
  }

  @Test
  void aSecondRuleIsLookedAtToo() throws IOException {
    Finding found =
        looked(
                Script.byTarget(Map.of("/", (request, wire) -> wire.answer(200, "home"))),
                "ProxyPass /b BACKEND/b",
                "ProxyPass / BACKEND/")
            .only("path", Severity.WARNING);
    assertThat(found.cause()).contains("ProxyPass /b (");
  }

  @Test
  void nothingThereIsWorthAWord() throws IOException {
    Looked looked = looked(Script.byTarget(Map.of()), "ProxyPass / BACKEND/");
    assertThat(looked.faults()).isEmpty();
    assertThat(looked.has("path", Severity.INFO).cause()).contains("nothing at /");
  }

  @Test
  void aClockThatIsOff() throws IOException {
    String date = HttpDate.format(Instant.now().minus(Duration.ofMinutes(10)));
    Finding found =
        root(Script.raw("HTTP/1.1 200 OK\r\nDate: " + date + "\r\nContent-Length: 0\r\n\r\n"))
            .only("clock", Severity.WARNING);
    assertThat(found.cause()).matches("The member's clock is (599|60[0-9]) s behind ours.*");
    assertThat(found.remedy()).contains("NTP");
  }

  @Test
  void aRedirectToTheMembersOwnAddress() throws IOException {
    Script redirect =
        Script.each(
            (request, wire) ->
                wire.send(
                    "HTTP/1.1 302 Found\r\nLocation: http://"
                        + request.header("Host").orElseThrow()
                        + "/login\r\nContent-Length: 0\r\n\r\n"));
    Finding found = looked(redirect, "ProxyPass / BACKEND/").only("location", Severity.ERROR);
    assertThat(found.remedy()).contains("Write ProxyPassReverse / http://127.0.0.1:");
    assertThat(found.evidence()).contains("302", "/login");
    looked(redirect, "ProxyPass / BACKEND/", "ProxyPassReverse / BACKEND/").sound(1);
  }

  /** Spring Boot and Tomcat's RemoteIpValve do so, and need no ProxyPassReverse. */
  @Test
  void aRedirectThatGoesByXForwardedHost() throws IOException {
    Script redirect =
        Script.each(
            (request, wire) ->
                wire.send(
                    "HTTP/1.1 302 Found\r\nLocation: "
                        + request.header("X-Forwarded-Proto").orElse("http")
                        + "://"
                        + request
                            .header("X-Forwarded-Host")
                            .orElse(request.header("Host").orElseThrow())
                        + "/login\r\nContent-Length: 0\r\n\r\n"));
    looked(redirect, "ServerName www.example.com", "ProxyPass / BACKEND/").sound(1);
    looked(redirect, "ServerName www.example.com", "ProxyAddHeaders Off", "ProxyPass / BACKEND/")
        .only("location", Severity.ERROR);
  }

  /** Inside, our own name leads to the member. */
  @Test
  void aRedirectToANameThatIsOursAsWell() throws IOException {
    Script redirect =
        Script.each(
            (request, wire) ->
                wire.send(
                    "HTTP/1.1 302 Found\r\nLocation: http://"
                        + request.header("Host").orElseThrow()
                        + "/login\r\nContent-Length: 0\r\n\r\n"));
    try (Backend backend = Backend.start(redirect)) {
      String authority = "127.0.0.1:" + backend.port();
      Looked.at("ServerName " + authority, "ProxyPass / http://" + authority + "/").sound(1);
    }
  }

  /** TLS is taken off in front of us, and we are told so. */
  @Test
  void aMemberThatSendsWhoeverComesByHttpToHttps() throws IOException {
    Script strict =
        Script.each(
            (request, wire) -> {
              if (request.header("X-Forwarded-Proto").orElse("").equals("https")) {
                wire.answer(200, "here");
              } else {
                wire.answer(500, "no");
              }
            });
    looked(strict, "RequestHeader set X-Forwarded-Proto https", "ProxyPass / BACKEND/").sound(1);
  }

  /**
   * A page for people who are known, of which nobody here is one, and one for a login elsewhere.
   */
  @Test
  void whoeverAsksForALoginIsWell() throws IOException {
    for (int status : new int[] {401, 403, 405}) {
      root(Script.each((request, wire) -> wire.answer(status, "no"))).sound(1);
    }
    root(Script.raw(
            "HTTP/1.1 302 X\r\nLocation: https://login.example.com/\r\nContent-Length: 0\r\n\r\n"))
        .sound(1);
  }

  /** RFC 9110 §9.1: whoever does not know GET. */
  @Test
  void aMemberThatServesOtherMethodsAlone() throws IOException {
    root(Script.each((request, wire) -> wire.answer(501, "POST only"))).sound(1);
  }

  /** What a cache in front of a member has kept is as old as its Age says. */
  @Test
  void aResponseThatWasKept() throws IOException {
    String date = HttpDate.format(Instant.now().minus(Duration.ofMinutes(10)));
    root(Script.raw(
            "HTTP/1.1 200 OK\r\nDate: " + date + "\r\nAge: 600\r\nContent-Length: 0\r\n\r\n"))
        .sound(1);
  }

  @Test
  void aMemberBehindAPath() throws IOException {
    Script app = Script.byTarget(Map.of("/app/", (request, wire) -> wire.answer(200, "home")));
    looked(
            app,
            "<Proxy balancer://c>",
            "BalancerMember BACKEND/app",
            "</Proxy>",
            "ProxyPass / balancer://c/")
        .sound(1);
  }
}
