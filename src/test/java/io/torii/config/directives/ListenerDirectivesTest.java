package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.IpNetworkParser;
import io.torii.config.ListenerSettings;
import io.torii.config.RemoteIpConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerDirectivesTest {

  @Test
  void readsListen() {
    assertThat(
            Conf.of(
                    "Listen 80",
                    "Listen 127.0.0.1:8080",
                    "Listen [::1]:8080",
                    "Listen *:81",
                    "Listen 443 https")
                .config()
                .listen())
        .extracting(Object::toString)
        .containsExactly("*:80", "127.0.0.1:8080", "[::1]:8080", "*:81", "*:443");
  }

  @Test
  void readsWhatHoldsForConnections() {
    assertThat(
            Conf.of(
                    "KeepAlive Off",
                    "KeepAliveTimeout 500ms",
                    "MaxKeepAliveRequests 0",
                    "RequestReadTimeout header=5-15,MinRate=500 body=20,MinRate=500",
                    "Protocols h2c http/1.1",
                    "RemoteIPProxyProtocol On")
                .config()
                .listener())
        .isEqualTo(
            new ListenerSettings(
                false,
                Duration.ofMillis(500),
                0,
                Duration.ofSeconds(15),
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                false,
                true,
                true));
  }

  @Test
  void takesWhatHoldsForConnectionsFromTheFirstHostThatSaysIt() {
    Conf conf =
        Conf.of(
            "<VirtualHost *:80>",
            "  KeepAlive Off",
            "</VirtualHost>",
            "<VirtualHost *:81>",
            "  KeepAlive On",
            "</VirtualHost>");

    assertThat(conf.config().listener().keepAlive()).isFalse();
    assertThat(conf.warnings())
        .containsExactly(
            "t.conf:5: KeepAlive holds for all listeners, and something else is written before:"
                + " this one is not used; write it once, outside of <VirtualHost>.");
  }

  @Test
  void saysWhatBodiesAreLimitedBy() {
    assertThat(Conf.of("RequestReadTimeout body=20,MinRate=500").notes())
        .containsExactly(
            "t.conf:1: RequestReadTimeout body= is Timeout's in Torii: the longest silence on the"
                + " connection.");
  }

  @Test
  void warnsOfProtocolsThatNobodySpeaks() {
    assertThat(Conf.of("Protocols h3 http/1.1").warnings())
        .containsExactly(
            "t.conf:1: Protocols \"h3\" is not served: Torii has http/1.1, h2 and h2c.");
  }

  @Test
  void readsProxiesBeforeUs() {
    assertThat(
            Conf.of(
                    "RemoteIPHeader X-Real-IP",
                    "RemoteIPInternalProxy 10.0.0.0/8 192.168",
                    "RemoteIPTrustedProxy 2001:db8::/32")
                .main()
                .server()
                .remoteIp())
        .contains(
            new RemoteIpConfig(
                "X-Real-IP",
                List.of(IpNetworkParser.parse("10.0.0.0/8"), IpNetworkParser.parse("192.168")),
                List.of(IpNetworkParser.parse("2001:db8::/32"))));
  }

  @Test
  void replacesTheMainServersProxiesInAHostThatNamesItsOwn() {
    Conf conf =
        Conf.of(
            "RemoteIPHeader X-Real-IP",
            "RemoteIPInternalProxy 10.0.0.0/8",
            "<VirtualHost *:80>",
            "  RemoteIPTrustedProxy 172.16.0.0/12",
            "</VirtualHost>");

    RemoteIpConfig own = conf.host(0).server().remoteIp().orElseThrow();
    assertThat(own.internal()).isEmpty();
    assertThat(own.trusted()).hasToString("[172.16.0.0/12]");
  }

  @Test
  void warnsOfAHeaderThatEverybodyMaySet() {
    assertThat(Conf.of("RemoteIPHeader X-Real-IP").warnings())
        .containsExactly(
            "t.conf:1: RemoteIPHeader X-Real-IP is believed from every client: name the proxies"
                + " before us with RemoteIPInternalProxy or RemoteIPTrustedProxy.");
  }
}
