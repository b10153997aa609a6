package io.torii.exchange;

import static io.torii.exchange.Heads.sent;
import static io.torii.exchange.Heads.site;
import static io.torii.exchange.Heads.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.http.Headers;
import io.torii.rule.Site;
import io.torii.rule.Visit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tells a member where a request comes from, and how far it may go. */
class ForwardedFieldsTest {

  @Test
  void whereTheRequestComesFromIsAdded() {
    Site site = site("ServerName front.example.com");
    Visit visit = visit(site).host("www.example.com:8443").from("2001:db8::1").secure();
    Headers headers = sent(site, visit.on("192.0.2.80", 8443));
    assertThat(headers.all("X-Forwarded-For")).containsExactly("2001:db8::1");
    assertThat(headers.all("X-Forwarded-Host")).containsExactly("www.example.com:8443");
    assertThat(headers.all("X-Forwarded-Server")).containsExactly("front.example.com");
    assertThat(headers.all("X-Forwarded-Proto")).containsExactly("https");
    assertThat(headers.all("X-Forwarded-Port")).containsExactly("8443");
  }

  @Test
  void whatAProxyInFrontAddedIsContinuedButSchemeAndPortAreOurs() {
    Site site = site();
    Headers headers =
        sent(
            site,
            visit(site)
                .header("X-Forwarded-For", "203.0.113.9")
                .header("x-forwarded-for", "203.0.113.10, unknown")
                .header("X-Forwarded-Host", "a.example")
                .header("X-Forwarded-Server", "b.example")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Port", "443"));
    assertThat(headers.all("X-Forwarded-For"))
        .containsExactly("203.0.113.9, 203.0.113.10, unknown, 192.0.2.1");
    assertThat(headers.all("X-Forwarded-Host")).containsExactly("a.example, www.example.com");
    assertThat(headers.all("X-Forwarded-Server")).containsExactly("b.example, machine.example");
    assertThat(headers.all("X-Forwarded-Proto")).containsExactly("http");
    assertThat(headers.all("X-Forwarded-Port")).containsExactly("80");
  }

  @ParameterizedTest
  @CsvSource({
    "Off,   '1.0 fred'",
    "On,    '1.0 fred, 1.1 machine.example'",
    "Full,  '1.0 fred, 1.1 machine.example (Torii/1.2.3)'",
    "Block, "
  })
  void viaTellsTheWay(String via, @Nullable String value) {
    Site site = site("ProxyVia " + via);
    assertThat(sent(site, visit(site).header("Via", "1.0 fred")).get("Via")).isEqualTo(value);
  }

  @Test
  void viaNamesThePortThatWasAskedForAndTheClientsProtocol() {
    Site site = site("ProxyVia On", "ServerName front.example.com");
    assertThat(sent(site, visit(site).host("front.example.com:8080")).get("Via"))
        .isEqualTo("1.1 front.example.com:8080");
    assertThat(
            sent(site, visit(site).secure().on("192.0.2.80", 443).protocol("HTTP/2.0")).get("Via"))
        .isEqualTo("2.0 front.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "ProxyMaxForwards -1,  , ",
    "ProxyMaxForwards 7, , 7",
    "ProxyMaxForwards 7, 5, 4",
    "ProxyMaxForwards -1, ' 3 ', 2",
    "ProxyMaxForwards -1, 1, 0"
  })
  void maxForwardsCountsDown(String line, @Nullable String sent, @Nullable String forwarded) {
    Site site = site(line);
    Visit visit = visit(site);
    if (sent != null) {
      visit.header("Max-Forwards", sent);
    }
    assertThat(sent(site, visit).get("Max-Forwards")).isEqualTo(forwarded);
  }
}
