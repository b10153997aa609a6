package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.BalancerConfig;
import io.torii.config.ProxyTls;
import io.torii.config.ServerTls;
import io.torii.config.ServerTls.ClientAuth;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsDirectivesTest {

  @Test
  void readsAServersTls() {
    Conf conf =
        Conf.of(
            "<VirtualHost *:443>",
            "  SSLEngine on",
            "  SSLCertificateFile server.pem",
            "  SSLCertificateKeyFile key.pem",
            "  SSLCertificateChainFile ca.pem",
            "  SSLProtocol all -TLSv1 -TLSv1.1",
            "  SSLCipherSuite HIGH:!aNULL",
            "  SSLHonorCipherOrder on",
            "  SSLVerifyClient optional",
            "  SSLCACertificateFile ca.pem",
            "  SSLOptions +StdEnvVars",
            "  Protocols http/1.1",
            "</VirtualHost>");

    ServerTls tls = conf.host(0).tls().orElseThrow();
    assertThat(tls.certificates())
        .extracting(c -> conf.relative(c.certificate()) + " " + conf.relative(c.key()))
        .containsExactly("server.pem key.pem");
    assertThat(tls.chain().map(conf::relative)).contains("ca.pem");
    assertThat(tls.protocols()).containsExactly("TLSv1.2", "TLSv1.3");
    assertThat(tls.ciphers()).contains("HIGH:!aNULL");
    assertThat(tls.honorCipherOrder()).isTrue();
    assertThat(tls.clientAuth()).isEqualTo(ClientAuth.OPTIONAL);
    assertThat(tls.clientCa().map(conf::relative)).contains("ca.pem");
    assertThat(tls.options()).containsExactly("+StdEnvVars");
    assertThat(tls.http2()).isFalse();
  }

  @Test
  void looksForTheKeyInTheCertificatesFile() {
    Conf conf =
        Conf.of(
            "<VirtualHost *:443>",
            "SSLEngine on",
            "SSLCertificateFile server.pem",
            "</VirtualHost>");

    assertThat(conf.host(0).tls().orElseThrow().certificates())
        .extracting(c -> conf.relative(c.key()))
        .containsExactly("server.pem");
  }

  @Test
  void inheritsTheMainServersTls() {
    Conf conf =
        Conf.of(
            "SSLEngine on",
            "SSLCertificateFile server.pem",
            "<VirtualHost *:443>",
            "</VirtualHost>",
            "<VirtualHost *:80>",
            "  SSLEngine off",
            "</VirtualHost>");

    assertThat(conf.host(0).tls().orElseThrow().certificates()).hasSize(1);
    assertThat(conf.host(1).tls()).isEmpty();
  }

  @Test
  void opensNoCertificatesInAContainer() {
    assertThat(
            Conf.inContainer(
                    "<VirtualHost *:443>",
                    "SSLEngine on",
                    "SSLCertificateFile /no/such.pem",
                    "</VirtualHost>")
                .errors())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "all, TLSv1 TLSv1.1 TLSv1.2 TLSv1.3",
    "-all +TLSv1.3, TLSv1.3",
    "all -SSLv3 -TLSv1, TLSv1.1 TLSv1.2 TLSv1.3",
    "+TLSv1.2 +TLSv1.3, TLSv1.2 TLSv1.3",
    "tlsv1.2, TLSv1.2"
  })
  void readsVersions(String written, String names) {
    Conf conf = Conf.of("SSLEngine on", "SSLCertificateFile server.pem", "SSLProtocol " + written);

    assertThat(conf.main().tls().orElseThrow().protocols()).containsExactly(names.split(" ", -1));
    assertThat(conf.warnings()).isEmpty();
  }

  @Test
  void warnsOfAVersionThatUndoesOthers() {
    assertThat(Conf.of("SSLProtocol TLSv1.2 TLSv1.3").warnings())
        .containsExactly(
            "t.conf:1: SSLProtocol has a version without + or - that undoes what stands before it"
                + " (AH02532): TLSv1.3 is left; write + in front of each.");
  }

  @Test
  void verifiesMembersUnlessToldOtherwise() {
    Conf conf =
        Conf.of(
            "SSLProxyEngine on",
            "SSLProxyCACertificateFile ca.pem",
            "ProxyPass /a https://127.0.0.1:8443/",
            "<Proxy balancer://b>",
            "  BalancerMember https://127.0.0.1:8444",
            "  SSLProxyVerify none",
            "  SSLProxyCheckPeerCN off",
            "  SSLProxyCheckPeerExpire off",
            "  SSLProxyMachineCertificateFile key.pem",
            "  SSLProxyProtocol TLSv1.3",
            "</Proxy>",
            "ProxyPass /b balancer://b/");

    ProxyTls plain = tls(conf, "main/https://127.0.0.1:8443/");
    assertThat(plain.verify()).isTrue();
    assertThat(plain.checkName()).isTrue();
    assertThat(plain.caFile().map(conf::relative)).contains("ca.pem");
    ProxyTls member = tls(conf, "main/b");
    assertThat(member.verify()).isFalse();
    assertThat(member.checkName()).isFalse();
    assertThat(member.checkExpiry()).isFalse();
    assertThat(member.caFile().map(conf::relative)).contains("ca.pem");
    assertThat(member.machineCertificate().map(conf::relative)).contains("key.pem");
    assertThat(member.protocols()).isEqualTo(List.of("TLSv1.3"));
  }

  private static ProxyTls tls(Conf conf, String key) {
    BalancerConfig balancer = Objects.requireNonNull(conf.config().balancers().get(key), key);
    return balancer.members().get(0).tls();
  }
}
