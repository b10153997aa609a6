package io.torii.home;

import static io.torii.home.TlsPlace.WWW;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** TLS of Tomcat's connector. */
abstract class TomcatTlsTests extends TlsSuite {

  private final Container container;
  private final Path installed;

  TomcatTlsTests(Container container, String property) {
    this.container = container;
    installed = Path.of(System.getProperty(property));
  }

  @Override
  Container container() {
    return container;
  }

  @Override
  TlsServer start(TlsPlace place, String member, Map<String, String> passes) throws IOException {
    return TlsTomcat.start(installed, place, member, passes);
  }

  /** With Java's TLS, {@code caCertificateFile} is without effect. */
  @Test
  void authoritiesOfClientsInPemFormAreNotRead() throws IOException {
    assertThat(holds(TlsLimit.CLIENTS_PEM)).isFalse();
    int port = ((TlsTomcat) server()).pemPort();
    var tls = place().servers.trustingAndShowing(place().clients.issue("alice"));
    try (Browser browser = Browser.http1(tls)) {
      assertThat(browser.get("https://" + WWW + ":" + port + "/").status()).isEqualTo(200);
      assertThat(atTheMember().header("X-Client-Verify")).hasValue("NONE");
    }
  }
}
