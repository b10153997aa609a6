package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.deploy.Command;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** TLS of WildFly's connector. */
class WildFlyTlsIT extends TlsSuite {

  @Override
  Map<String, String> files(TlsPlace place) {
    return place.keystores();
  }

  @Override
  TlsServer start(TlsPlace place, String member, String stranger) throws Exception {
    return TlsWildFly.start(place, member, stranger);
  }

  /** A limit, in README.md: the server does not tell the version. */
  @Override
  String protocol(String version) {
    return "(null)";
  }

  /** A limit, in README.md: certificates come from keystores. */
  @Test
  void pemIsNotRead() throws Exception {
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
