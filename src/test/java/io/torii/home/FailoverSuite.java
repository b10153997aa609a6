package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.RawClient;
import io.torii.testkit.Script;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client notices of members that fail: nothing, as long as one is left. */
abstract class FailoverSuite extends HomeSuite {

  private final Backend mortal = member(Script.ok("mortal"));
  private final Backend well = member(Script.ok("well"));

  @Override
  protected Map<String, String> configuration() throws IOException {
    Backend cutting = member(Script.resetBeforeStatus());
    Backend silent = member(Script.silent());
    Backend rubbish = member(Script.rawThenClose("I am not HTTP\r\n\r\n"));
    String dead = "http://127.0.0.1:" + Backend.refusingPort();
    return directives(
        """
        Define WELL %s
        <Proxy balancer://one>
          BalancerMember %s retry=0
          BalancerMember ${WELL}
        </Proxy>
        <Proxy balancer://cut>
          BalancerMember %s retry=0 route=cut
          BalancerMember ${WELL}
          ProxySet stickysession=S
        </Proxy>
        <Proxy balancer://returning>
          BalancerMember %s retry=1 route=m
          BalancerMember ${WELL} route=w
          ProxySet stickysession=S
        </Proxy>
        ProxyPass /one/ balancer://one/
        ProxyPass /cut/ balancer://cut/
        ProxyPass /returning/ balancer://returning/
        ProxyPass /dead/ %s/
        ProxyPass /silent/ %s/ timeout=1
        ProxyPass /rubbish/ %s/
        """
            .formatted(
                well.url(), dead, cutting.url(), mortal.url(), dead, silent.url(), rubbish.url()));
  }

  @Test
  void aMemberThatRefusesIsPassedOver() {
    for (int i = 0; i < 6; i++) {
      assertThat(get("/one/").body()).isEqualTo("well");
    }
  }

  /** As in httpd: it may have had its consequences. */
  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void whatAMemberHasReadIsSentToNoOther(String method) throws IOException {
    int before = well.requests().size();
    String answer =
        RawClient.ask(
            port(),
            method
                + " /cut/ HTTP/1.1\r\nHost: w\r\nCookie: S=x.cut\r\nConnection: close\r\n"
                + "Content-Length: 0\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 502").contains("AH01102", "<small>Request ");
    assertThat(well.requests()).hasSize(before);
  }

  @Test
  void aMemberComesBack() throws IOException {
    String[] cookie = {"Cookie", "S=x.m"};
    assertThat(get("/returning/", cookie).body()).isEqualTo("mortal");
    mortal.stop();
    assertThat(get("/returning/", cookie).body()).isEqualTo("well");
    mortal.restart();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> get("/returning/", cookie).body().equals("mortal"));
  }

  @Test
  void whatCannotBeSavedIsExplained() {
    assertFails("/dead/", 503, "AH00957");
    assertFails("/silent/", 502, "AH01102");
    assertFails("/rubbish/", 502, "AH00898");
  }

  private void assertFails(String path, int status, String code) {
    HttpResponse<String> page = get(path);
    assertThat(page.statusCode()).as(path).isEqualTo(status);
    assertThat(page.body()).contains(code, "<small>Request ");
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
  }
}
