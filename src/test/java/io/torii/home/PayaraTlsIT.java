package io.torii.home;

import static io.torii.home.TlsPlace.WWW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.testkit.OnceInABuild;
import io.torii.testkit.TlsClient;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** TLS of Payara's connector. */
@OnceInABuild
class PayaraTlsIT extends TlsSuite {

  private static final String SSL =
      "server-config.network-config.protocols.protocol.http-listener-2.ssl.";

  private static final String LISTENER =
      "server-config.network-config.network-listeners.network-listener.http-listener-2.enabled=";

  @Override
  Container container() {
    return Container.PAYARA;
  }

  @Override
  TlsServer start(TlsPlace place, String member, Map<String, String> passes) throws Exception {
    return TlsPayara.start(place, member, passes);
  }

  @AfterEach
  void listenersAreBack() throws Exception {
    ((TlsPayara) server()).awaitListeners();
  }

  @Test
  void pemIsNotRead() {
    assertThat(holds(TlsLimit.PEM) || holds(TlsLimit.CLIENTS_PEM)).isFalse();
    assertThatThrownBy(() -> ((TlsPayara) server()).asadmin("set", SSL + "key-store-type=PEM"))
        .hasMessageContaining("keyStoreType");
  }

  /** Who wants SNI gives up HTTP/2, and clients of other names. */
  @Test
  void certificatesByNameCostHttp2() throws Exception {
    assertThat(holds(TlsLimit.BY_NAME)).isFalse();
    chooseByName(true);
    try (TlsClient client = raw().named(WWW).offering("h2", "http/1.1").connect()) {
      assertThat(client.protocol()).isNotEqualTo("h2");
      assertThat(client.certificate()).isEqualTo(www().certificate());
      assertThatThrownBy(() -> raw().named("unknown.example.com").connect())
          .isInstanceOf(IOException.class);
    } finally {
      chooseByName(false);
    }
  }

  private void chooseByName(boolean enabled) throws Exception {
    TlsPayara server = (TlsPayara) server();
    server.asadmin("set", LISTENER + "false");
    server.asadmin("set", SSL + "sni-enabled=" + enabled, LISTENER + "true");
    server.awaitListeners();
  }
}
