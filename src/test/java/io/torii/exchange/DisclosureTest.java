package io.torii.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.exchange.Failure.Kind;
import io.torii.http.Headers;
import io.torii.rule.Site;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What heads tell about the exchange, and that they tell nothing unless they are asked to. */
class DisclosureTest {

  private static final String[] ONE = {
    "ServerName www.example.com",
    "ProxyPass /p balancer://c",
    "<Proxy balancer://c>",
    "BalancerMember http://a:81",
    "</Proxy>"
  };

  private static Site site(String property, String value, String... more) {
    return Site.with(
        Map.of(property, value),
        Stream.concat(Arrays.stream(ONE), Arrays.stream(more)).toArray(String[]::new));
  }

  private static Headers answered(Site site, ScriptedUpstream upstream) throws IOException {
    return new Engine(site, upstream, AttemptObserver.NONE).get("/p/x").responseHeaders();
  }

  private static List<String> statuses(String value, ScriptedUpstream upstream) throws IOException {
    return answered(site("torii.proxy-status", value), upstream).all("Proxy-Status");
  }

  @Test
  void nothingIsToldByDefault() throws IOException {
    ScriptedUpstream upstream = new ScriptedUpstream().answers(200);
    Headers headers = answered(Site.of(ONE), upstream);
    assertThat(headers.contains("Proxy-Status")).isFalse();
    assertThat(headers.contains("X-Request-ID")).isFalse();
    assertThat(upstream.sent.get(0).headers().contains("X-Request-ID")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, connection_refused",
    "CONNECT_TIMEOUT, connection_timeout",
    "POOL_FULL, connection_limit_reached",
    "UNKNOWN_HOST, dns_error",
    "TLS, tls_protocol_error",
    "CERTIFICATE, tls_certificate_error",
    "READ_TIMEOUT, http_response_timeout",
    "DEADLINE, http_response_timeout",
    "WRITE_TIMEOUT, connection_write_timeout",
    "BAD_HEADER, http_protocol_error",
    "TRANSFER_CODING, http_response_transfer_coding"
  })
  void whatWentWrongIsAnErrorOfTheRfc(Kind kind, String error) throws IOException {
    assertThat(statuses("true", new ScriptedUpstream().fails(kind)))
        .containsExactly("www.example.com; error=" + error);
  }

  /** RFC 9209 §2.3 has no others. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyFailureHasAType(Kind kind) {
    assertThat(kind.proxyError())
        .matches("(dns|destination|connection|tls|http)_[a-z_]+")
        .isNotEqualTo("http_error");
  }

  @Test
  void aMembersStatusIsTold() throws IOException {
    assertThat(statuses("true", new ScriptedUpstream().answers(404)))
        .containsExactly("www.example.com; received-status=404");
  }

  @Test
  void theMemberIsNamedOnlyOnDemand() throws IOException {
    assertThat(statuses("next-hop", new ScriptedUpstream().fails(Kind.CONNECT)))
        .containsExactly("www.example.com; error=connection_refused; next-hop=a:81");
  }

  @Test
  void whereNobodyIsLeftTheDestinationIsUnavailable() throws IOException {
    Site site = site("torii.proxy-status", "true", "ProxySet balancer://c forcerecovery=Off");
    Engine engine =
        new Engine(site, new ScriptedUpstream().fails(Kind.CONNECT), AttemptObserver.NONE);
    engine.get("/p/x");
    assertThat(engine.get("/p/x").responseHeaders().all("Proxy-Status"))
        .containsExactly("www.example.com; error=destination_unavailable");
  }

  @Test
  void anErrorPageOfOursTellsWhatItReplaces() throws IOException {
    Site site = site("torii.proxy-status", "true", "ProxyErrorOverride On");
    assertThat(answered(site, new ScriptedUpstream().answers(500)).all("Proxy-Status"))
        .containsExactly("www.example.com; received-status=500");
  }

  @Test
  void theIdGoesBothWays() throws IOException {
    ScriptedUpstream upstream = new ScriptedUpstream().answers(200);
    Site site = site("torii.request-id", "true");
    Completed done =
        new Engine(site, upstream, AttemptObserver.NONE)
            .serve(site.visit("/p/x").header("X-Request-ID", "refused"));
    String id = done.request().id();
    assertThat(upstream.sent.get(0).headers().all("X-Request-ID")).containsExactly(id);
    assertThat(done.responseHeaders().all("X-Request-ID")).containsExactly(id);
  }

  @Test
  void rulesHaveTheLastWord() throws IOException {
    ScriptedUpstream upstream = new ScriptedUpstream().answers(200);
    Site site =
        site(
            "torii.request-id",
            "true",
            "RequestHeader unset X-Request-ID",
            "Header set X-Request-ID own");
    Headers headers = answered(site, upstream);
    assertThat(upstream.sent.get(0).headers().contains("X-Request-ID")).isFalse();
    assertThat(headers.all("X-Request-ID")).containsExactly("own");
  }
}
