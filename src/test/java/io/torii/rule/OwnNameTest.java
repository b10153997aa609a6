package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnNameTest {

  private final Site site =
      Site.of(
          "<VirtualHost *:80>",
          "  ServerName www.example.com",
          "  ServerAlias *.example.net gate *",
          "</VirtualHost>");

  private Request asking(String host) {
    return site.visit("/manager").host(host).request();
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.com, true",
    "WWW.example.com:8080, true",
    "a.example.net, true",
    "gate, true",
    "localhost:8080, true",
    "127.0.0.1, true",
    "10.0.0.5:8080, true",
    "'[2001:db8::1]:80', true",
    "evil.example, false",
    "www.example.com.evil.example, false",
    "10.0.0.5.evil.example, false",
    "localhost.evil.example, false"
  })
  void namesAreThoseOfTheHostAndAddresses(String host, boolean own) {
    assertThat(OwnName.refusal(asking(host)).isEmpty()).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource({"evil.example:8080, evil.example"})
  void theRefusalSaysWhatToWriteAndIsForNobodyWhoIsKnown(String host, String name) {
    Request request = asking(host);
    assertThat(OwnName.refusal(request).orElseThrow())
        .contains("\"" + name + "\"", "ServerName " + name);
    request.user("olga");
    assertThat(OwnName.refusal(request)).isEqualTo(Optional.empty());
  }
}
