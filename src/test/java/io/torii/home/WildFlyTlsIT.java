package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.deploy.Command;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** TLS of WildFly's connector. */
class WildFlyTlsIT extends TlsSuite {

  @Override
  Container container() {
    return Container.WILDFLY;
  }

  @Override
  TlsServer start(TlsPlace place, String member, Map<String, String> passes) throws Exception {
    return TlsWildFly.start(place, member, passes);
  }

  @Test
  void pemIsNotRead() throws Exception {
    assertThat(holds(TlsLimit.PEM) || holds(TlsLimit.CLIENTS_PEM)).isFalse();
    Command said =
        ((TlsWildFly) server())
            .cli(
                "--commands=/subsystem=elytron/key-store=pem:add(type=PEM,path="
                    + place().folder.resolve("www.example.com.crt")
                    + ",credential-reference={clear-text=changeit})");
    assertThat(said.status()).isEqualTo(1);
    assertThat(said.said()).contains("No suitable provider found for type 'PEM'");
  }
}
