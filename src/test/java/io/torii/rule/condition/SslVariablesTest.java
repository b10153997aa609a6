package io.torii.rule.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.http.TlsFacts;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SslVariablesTest {

  private static TlsFacts facts;

  @BeforeAll
  static void makeACertificate() throws Exception {
    X509Certificate client =
        Certificates.client(
            "C=JP,O=Torii\\, Inc.,OU=Gate,OU=Web,CN=joe,E=joe@example.com", "CN=Test CA");
    X509Certificate above = Certificates.client("CN=Test CA", "CN=Test CA");
    facts =
        new TlsFacts(
            Optional.of("TLSv1.3"),
            "TLS_AES_128_GCM_SHA256",
            128,
            Optional.of("c0ffee"),
            Optional.of("www.example.com"),
            List.of(client, above));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SSL_PROTOCOL            | TLSv1.3",
        "SSL_CIPHER              | TLS_AES_128_GCM_SHA256",
        "SSL_CIPHER_USEKEYSIZE   | 128",
        "SSL_CIPHER_ALGKEYSIZE   | 128",
        "SSL_CIPHER_EXPORT       | false",
        "SSL_SESSION_ID          | c0ffee",
        "SSL_TLS_SNI             | www.example.com",
        "SSL_CLIENT_VERIFY       | SUCCESS",
        "SSL_CLIENT_M_VERSION    | 3",
        "SSL_CLIENT_M_SERIAL     | 0ABC",
        "SSL_CLIENT_S_DN         | emailAddress=joe@example.com,CN=joe,OU=Web,OU=Gate,O=Torii\\, Inc.,C=JP",
        "SSL_CLIENT_I_DN         | CN=Test CA",
        "SSL_CLIENT_S_DN_CN      | joe",
        "SSL_CLIENT_S_DN_O       | Torii, Inc.",
        "SSL_CLIENT_S_DN_OU      | Gate",
        "SSL_CLIENT_S_DN_OU_0    | Gate",
        "SSL_CLIENT_S_DN_OU_1    | Web",
        "SSL_CLIENT_S_DN_EMAIL   | joe@example.com",
        "SSL_CLIENT_I_DN_CN      | Test CA",
        "SSL_CLIENT_V_START      | Jan  2 03:04:05 2026 GMT",
        "SSL_CLIENT_V_END        | Nov 22 13:14:15 2027 GMT",
        "SSL_CLIENT_A_SIG        | ecdsa-with-SHA256",
        "SSL_CLIENT_A_KEY        | id-ecPublicKey",
        "SSL_CLIENT_SAN_EMAIL_0  | joe@example.com",
        "SSL_CLIENT_SAN_DNS_1    | b.example.com",
      })
  void tellsAboutConnectionAndClient(String name, String value) {
    assertThat(SslVariables.value(facts, name)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSL_CLIENT_S_DN_OU_2",
        "SSL_CLIENT_S_DN_OU_x",
        "SSL_CLIENT_S_DN_L",
        "SSL_CLIENT_SAN_DNS_2",
        "SSL_CLIENT_SAN_DNS_-1",
        "SSL_CLIENT_CERT_CHAIN_1",
        "SSL_CLIENT_NONSENSE",
        "SSL_SERVER_S_DN",
      })
  void hasNothingToSayAboutTheRest(String name) {
    assertThat(SslVariables.value(facts, name)).isNull();
  }

  @Test
  void writesCertificatesInPem() {
    assertThat(SslVariables.value(facts, "SSL_CLIENT_CERT"))
        .startsWith("-----BEGIN CERTIFICATE-----\nMII")
        .endsWith("\n-----END CERTIFICATE-----\n")
        .isNotEqualTo(SslVariables.value(facts, "SSL_CLIENT_CERT_CHAIN_0"));
  }

  @Test
  void knowsNoClientWithoutACertificate() {
    TlsFacts none =
        new TlsFacts(Optional.empty(), "C", 0, Optional.empty(), Optional.empty(), List.of());
    assertThat(SslVariables.value(none, "SSL_CLIENT_VERIFY")).isEqualTo("NONE");
    assertThat(SslVariables.value(none, "SSL_CLIENT_S_DN")).isNull();
    assertThat(SslVariables.value(none, "SSL_PROTOCOL")).isNull();
    assertThat(SslVariables.value(none, "SSL_CIPHER_USEKEYSIZE")).isNull();
  }
}
