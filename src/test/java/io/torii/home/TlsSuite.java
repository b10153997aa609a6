package io.torii.home;

import static io.torii.home.TlsPlace.API;
import static io.torii.home.TlsPlace.WWW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.testkit.Browser;
import io.torii.testkit.Browser.Answer;
import io.torii.testkit.OldClient;
import io.torii.testkit.RawClient;
import io.torii.testkit.TestAuthority;
import io.torii.testkit.TestTls;
import io.torii.testkit.TlsClient;
import io.torii.testkit.websocket.Conformance;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * TLS at a server's own connector, set up by exactly the files in deploy/: what a client sees, what
 * a member gets, and a renewal that nobody notices.
 */
abstract class TlsSuite extends TlsRenewal {

  /** Each trusts the root alone, so that the chain must be whole, and checks the name. */
  @Test
  void http1AndHttp2AreSpokenAndTheChainIsWhole() throws IOException {
    try (Browser one = http1();
        Browser two = http2();
        TlsClient offered = raw().named(WWW).offering("h2", "http/1.1").connect();
        TlsClient usual = raw().named(WWW).connect()) {
      Answer first = one.get(url(WWW, "/1"));
      assertThat(first.protocol() + " " + first.status() + " " + first.body())
          .isEqualTo("HTTP/1.1 200 member");
      Answer second = two.get(url(WWW, "/2"));
      assertThat(second.protocol() + " " + second.status() + " " + second.body())
          .isEqualTo("HTTP/2.0 200 member");
      assertThat(offered.protocol()).isEqualTo("h2");
      assertThat(usual.get(WWW, "/")).startsWith("HTTP/1.1 200").endsWith("\nmember");
    }
  }

  @Test
  void aWrongNameIsRefusedByTheClient() throws IOException {
    int before = member().requests().size();
    for (Browser browser : List.of(http1(), http2())) {
      try (browser) {
        assertThatThrownBy(() -> browser.get(url("shop.example.com", "/")))
            .isInstanceOf(SSLException.class)
            .hasMessageContaining("shop.example.com");
      }
    }
    assertThat(member().requests()).hasSize(before);
  }

  /** Java itself would speak them here: what refuses is the server's configuration. */
  @Test
  void versionsBefore12AreRefused() throws IOException {
    for (int old : new int[] {1, 2}) {
      assertThat(OldClient.answer(server().tlsPort(), WWW, old)).isIn("alert 70", "closed");
    }
    assertThat(OldClient.answer(server().tlsPort(), WWW, 3)).isEqualTo("hello");
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      try (TlsClient client = raw().named(WWW).speaking(version).connect()) {
        assertThat(client.version()).isEqualTo(version);
        assertThat(client.get(WWW, "/")).endsWith("\nmember");
        assertThat(atTheMember().header("X-Client-Protocol")).hasValue(protocol(version));
      }
    }
  }

  @Test
  void theNameInTheHandshakeChoosesTheCertificate() throws IOException {
    TestTls other = holds(TlsLimit.BY_NAME) ? api() : www();
    assertThat(raw().named(API).certificate()).isEqualTo(other.certificate());
    assertThat(raw().named("unknown.example.com").certificate()).isEqualTo(www().certificate());
    assertThat(raw().certificate()).isEqualTo(www().certificate());
    if (holds(TlsLimit.BY_NAME)) {
      try (Browser one = http1();
          Browser two = http2()) {
        assertThat(one.get(url(API, "/1")).body()).isEqualTo("member");
        assertThat(two.get(url(API, "/2")).protocol()).isEqualTo("HTTP/2.0");
        assertThat(atTheMember().target()).isEqualTo("/api/2");
      }
    }
  }

  @Test
  void theCertificateOfAClientReachesTheMember() throws IOException {
    TestTls own = place().clients.issue("alice");
    String[] forged = {"X-Client-DN", "CN=root", "X-Client-Verify", "SUCCESS"};
    for (boolean second : new boolean[] {false, true}) {
      var shown = place().servers.trustingAndShowing(own);
      try (Browser known = second ? Browser.http2(shown) : Browser.http1(shown);
          Browser anybody = second ? http2() : http1()) {
        assertThat(known.get(url(WWW, "/"), forged).status()).isEqualTo(200);
        assertThat(atTheMember().all("X-Client-Verify")).containsExactly("SUCCESS");
        assertThat(atTheMember().all("X-Client-DN")).containsExactly("CN=alice");
        assertThat(atTheMember().header("X-Client-Serial").map(s -> new BigInteger(s, 16)))
            .hasValue(own.certificate().getSerialNumber());
        assertThat(anybody.get(url(WWW, "/"), forged).status()).isEqualTo(200);
        assertThat(atTheMember().all("X-Client-Verify")).containsExactly("NONE");
        assertThat(atTheMember().all("X-Client-DN")).containsExactly("(null)");
      }
    }
  }

  @Test
  void aClientsCertificateOfAnotherAuthorityIsRefused() {
    // Of the same name, so that a client thinks the server would like what it has signed.
    TestTls impostor = TestAuthority.named("Clients").issue("alice");
    assertThatThrownBy(
            () -> {
              try (TlsClient client = raw().named(WWW).showing(impostor).connect()) {
                client.get(WWW, "/");
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void theMemberIsToldHowTheClientCame() throws IOException {
    String host = WWW + ":" + server().tlsPort();
    String[] forged = {"Forwarded", "for=192.0.2.1", "X-Forwarded-Proto", "http"};
    for (Browser browser : List.of(http1(), http2())) {
      try (browser) {
        assertThat(browser.get(url(WWW, "/"), forged).status()).isEqualTo(200);
        assertThat(atTheMember().all("X-Forwarded-Proto")).containsExactly("https");
        assertThat(atTheMember().all("X-Forwarded-Port"))
            .containsExactly(Integer.toString(server().tlsPort()));
        assertThat(atTheMember().all("X-Forwarded-Host")).containsExactly(host);
        assertThat(atTheMember().all("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(atTheMember().all("Forwarded"))
            .containsExactly("for=\"127.0.0.1\";host=\"" + host + "\";proto=https");
      }
    }
  }

  @Test
  void whoeverComesInPlainTextIsSentToTls() throws IOException {
    int before = member().requests().size();
    String asked = "GET /a?b HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
    for (String host : List.of(WWW, API)) {
      assertThat(RawClient.ask(server().port(), asked.formatted(host)))
          .startsWith("HTTP/1.1 301")
          .contains("\r\nLocation: " + url(host, "/a?b") + "\r\n")
          .doesNotContainIgnoringCase("Strict-Transport-Security");
    }
    assertThat(member().requests()).hasSize(before);
  }

  /** Only Payara asks for it by itself; the settings for Tomcat see to that it does not. */
  @Test
  void aBodyThatNobodyWantsIsNotAskedFor() throws IOException {
    try (RawClient client = RawClient.to(server().port())) {
      client.send(
          "POST / HTTP/1.1\r\nHost: %s\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"
              .formatted(WWW));
      assertThat(client.until("\r\n\r\n"))
          .startsWith(container() == Container.PAYARA ? "HTTP/1.1 100" : "HTTP/1.1 301");
    }
  }

  /** The client speaks TLS to the server, which speaks it to the member or does not. */
  @ParameterizedTest
  @EnumSource(Conformance.class)
  void webSocketGoesThroughTls(Conformance cases) throws Exception {
    for (String path : List.of("/ws/", "/wss/")) {
      URI through = URI.create(url(WWW, path).replace("https", "wss"));
      assertThat(cases.differences(webSocket().uri(), through, place().servers.trusting()))
          .isEmpty();
    }
  }

  @Test
  void everyAnswerOverTlsAsksForTlsNextTime() throws IOException {
    for (Browser browser : List.of(http1(), http2())) {
      try (browser) {
        for (String path : List.of("/", "/stranger/")) {
          assertThat(browser.get(url(WWW, path)).header("Strict-Transport-Security"))
              .hasValue("max-age=31536000");
        }
      }
    }
  }

  @Test
  void aMemberOfAnotherAuthorityGetsNothing() throws IOException {
    try (Browser browser = http1()) {
      assertThat(browser.get(url(WWW, "/")).status()).isEqualTo(200);
      Answer refused = browser.get(url(WWW, "/stranger/"));
      assertThat(refused.status()).isEqualTo(500);
      assertThat(refused.body()).contains("AH00898");
    }
  }
}
