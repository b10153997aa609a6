package io.torii.rule.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.IpNetwork;
import io.torii.config.IpNetworkParser;
import io.torii.config.RemoteIpConfig;
import io.torii.http.AddressText;
import io.torii.rule.Request;
import io.torii.rule.condition.Requests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables were measured with httpd 2.4. */
class ClientAddressTest {

  private static final String HEADER = "X-Forwarded-For";

  private static RemoteIpConfig config(List<String> internal, List<String> trusted) {
    return new RemoteIpConfig(HEADER, networks(internal), networks(trusted));
  }

  private static List<IpNetwork> networks(List<String> texts) {
    return texts.stream().map(IpNetworkParser::parse).toList();
  }

  private static String outcome(RemoteIpConfig config, Request request) {
    Optional<ClientAddress.Remainder> rest =
        ClientAddress.resolve(
            config,
            request,
            (step, finding) -> {
              // only the outcome counts
            });
    String remaining = rest.map(r -> r.value().orElse("(removed)")).orElse("(untouched)");
    return AddressText.of(request.client())
        + " "
        + request.notes().getOrDefault(ClientAddress.PROXIES_NOTE, "-")
        + " "
        + remaining;
  }

  private static Request request(String value) {
    return Requests.get("/").from("127.0.0.1").header(HEADER, value).make();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "9.9.9.9|9.9.9.9 127.0.0.1 (removed)",
        "8.8.8.8, 9.9.9.9|8.8.8.8 127.0.0.1, 9.9.9.9 (removed)",
        "8.8.8.8, 10.1.1.1|127.0.0.1 - (untouched)",
        "junk, 9.9.9.9|9.9.9.9 127.0.0.1 junk",
        "junk|127.0.0.1 - (untouched)",
        "1.1.1.1,10.0.0.5, 9.9.9.9 |9.9.9.9 127.0.0.1 1.1.1.1,10.0.0.5",
        "9.9.9.9,|127.0.0.1 - (untouched)",
        "1.2.3.4:80|127.0.0.1 - (untouched)",
        "[2001:db8::1]|127.0.0.1 - (untouched)",
        "2001:db8::1|2001:db8::1 127.0.0.1 (removed)",
        "::ffff:9.9.9.9|9.9.9.9 127.0.0.1 (removed)",
        "fe80::1|127.0.0.1 - (untouched)",
        "192.168.7.7|127.0.0.1 - (untouched)",
        "172.31.0.1|127.0.0.1 - (untouched)",
        "172.32.0.1|172.32.0.1 127.0.0.1 (removed)",
        "169.254.1.1|127.0.0.1 - (untouched)",
        "localhost|127.0.0.1 - (untouched)",
      })
  void trustsEverybodyIfNobodyIsNamed(String header, String expected) {
    assertThat(outcome(config(List.of(), List.of()), request(header))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "9.9.9.9|9.9.9.9 - (removed)",
        "8.8.8.8, 9.9.9.9|9.9.9.9 - 8.8.8.8",
        "8.8.8.8, 10.1.1.1|8.8.8.8 - (removed)",
        "junk, 9.9.9.9|9.9.9.9 - junk",
        "8.8.8.8, junk, 10.1.1.1|10.1.1.1 - 8.8.8.8, junk",
        "fe80::1|fe80::1 - (removed)",
        "192.168.7.7|192.168.7.7 - (removed)",
      })
  void believesInternalProxiesAboutPrivateAddresses(String header, String expected) {
    RemoteIpConfig config = config(List.of("127.0.0.1", "10.0.0.0/8"), List.of());
    assertThat(outcome(config, request(header))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "8.8.8.8, 9.9.9.9|8.8.8.8 127.0.0.1, 9.9.9.9 (removed)",
        "7.7.7.7, 8.8.8.8, 9.9.9.9|8.8.8.8 127.0.0.1, 9.9.9.9 7.7.7.7",
        "8.8.8.8, 10.1.1.1|127.0.0.1 - (untouched)",
      })
  void followsTrustedProxies(String header, String expected) {
    RemoteIpConfig config = config(List.of(), List.of("127.0.0.1", "9.9.9.9"));
    assertThat(outcome(config, request(header))).isEqualTo(expected);
  }

  @Test
  void neverBelievesAPeerThatIsNotTrusted() {
    RemoteIpConfig config = config(List.of("10.0.0.0/8"), List.of("9.9.9.9"));
    assertThat(outcome(config, request("8.8.8.8"))).isEqualTo("127.0.0.1 - (untouched)");
    assertThat(outcome(config, request("8.8.8.8, 9.9.9.9"))).isEqualTo("127.0.0.1 - (untouched)");
  }

  @Test
  void readsSeveralLinesAsOneList() {
    Request request =
        Requests.get("/")
            .from("127.0.0.1")
            .header(HEADER, "8.8.8.8")
            .header(HEADER, "9.9.9.9")
            .make();
    assertThat(outcome(config(List.of(), List.of("127.0.0.1")), request))
        .isEqualTo("9.9.9.9 127.0.0.1 8.8.8.8");
    assertThat(request.headers().all(HEADER)).containsExactly("8.8.8.8", "9.9.9.9");
  }

  @Test
  void explainsItself() {
    List<String> findings = new java.util.ArrayList<>();
    ClientAddress.resolve(
        config(List.of(), List.of()),
        request("10.0.0.1, 9.9.9.9"),
        (s, f) -> findings.add(s + ": " + f));
    ClientAddress.resolve(
        config(List.of(), List.of()), request("unknown"), (s, f) -> findings.add(s + ": " + f));
    assertThat(findings)
        .containsExactly(
            "client address: AH01569: X-Forwarded-For value 10.0.0.1 is private: ignored",
            "client address: 9.9.9.9, from X-Forwarded-For",
            "client address: AH01568: X-Forwarded-For value 'unknown' is no IP address");
  }
}
