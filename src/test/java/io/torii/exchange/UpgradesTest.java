package io.torii.exchange;

import static io.torii.exchange.Heads.BODY;
import static io.torii.exchange.Heads.request;
import static io.torii.exchange.Heads.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.rule.Site;
import io.torii.rule.Visit;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may leave HTTP behind; ParityIT compares it with httpd. */
class UpgradesTest {

  private static Site site(String target, String... more) {
    String[] lines = new String[more.length + 1];
    lines[0] = "ProxyPass /p " + target;
    System.arraycopy(more, 0, lines, 1, more.length);
    return Site.of(lines);
  }

  private static Visit asking(Site site, String upgrade) {
    return visit(site).header("Connection", "Upgrade").header("Upgrade", upgrade);
  }

  @ParameterizedTest
  @CsvSource({
    "ANY, websocket, true",
    "any, x/1, true",
    "*, 'a, b', true",
    "WebSocket, websocket, true",
    "WebSocket, WEBSOCKET, true",
    "WebSocket, websocket2, false",
    "WebSocket, 'websocket, x', false",
    "'foo,websocket', websocket, true",
    "'foo;websocket', foo, true",
    "'foo,websocket', bar, false",
    "'foo,websocket', socket, false",
    "h2c, h2c, false",
    "ANY, h2c, false",
    "ANY, H2C, false",
    "*, HTTP/2.0, false",
    "ANY, http/1.1, false",
    "ANY, 'websocket, h2c', false",
    "ANY, 'TLS/1.0, x', false",
    "'websocket, h2c', 'websocket, h2c', false",
    "ANY, h2cx, true",
    "h2c, websocket, false",
    "NONE, websocket, false",
    "NONE, NONE, false"
  })
  void theClientsUpgradeMustBeAmongThoseThatAreAllowed(
      String configured, String asked, boolean allowed) {
    Site site = site("http://m \"upgrade=" + configured + "\"");
    MemberRequest sent = request(site, asking(site, asked), null);
    assertThat(sent.upgrade()).isEqualTo(allowed ? asked : null);
    assertThat(sent.headers().get("Upgrade")).isEqualTo(allowed ? asked : null);
    assertThat(sent.headers().contains("Connection")).isFalse(); // is written with the head
  }

  @ParameterizedTest
  @CsvSource({
    "ws://m, websocket, true",
    "wss://m, WebSocket, true",
    "ws://m, h2c, false",
    "ws://m upgrade=h2c, websocket, false",
    "http://m, websocket, false",
    "https://m, websocket, false"
  })
  void aSchemeOfItsOwnMeansWebSocket(String target, String asked, boolean allowed) {
    Site site = site(target);
    assertThat(request(site, asking(site, asked), null).upgrade() != null).isEqualTo(allowed);
  }

  @Test
  void aRequestWithABodyIsAnOrdinaryOne() {
    Site site = site("http://m upgrade=ANY");
    ClientBody body = new ClientBody(InputStream.nullInputStream(), () -> null, 5, 0);
    MemberRequest sent = request(site, asking(site, "x"), body);
    assertThat(sent.upgrade()).isNull();
    assertThat(sent.headers().contains("Upgrade")).isFalse();
    assertThat(request(site, asking(site, "x"), BODY).upgrade()).as("nothing").isEqualTo("x");
  }

  @Test
  void whatRequestHeaderWritesCounts() {
    Site without = site("http://m upgrade=ANY", "RequestHeader unset Upgrade");
    assertThat(request(without, asking(without, "x"), null).upgrade()).isNull();
    Site with = site("http://m upgrade=ANY", "RequestHeader set Upgrade y");
    assertThat(request(with, visit(with), null).upgrade()).isEqualTo("y");
  }

  @Test
  void http10KnowsNoUpgrade() {
    Site forced = site("http://m upgrade=ANY", "SetEnv force-proxy-request-1.0 1");
    assertThat(request(forced, asking(forced, "x"), null).upgrade()).isNull();
  }

  @Test
  void aSecondAttemptAsksAgain() {
    Site site = site("http://m upgrade=ANY");
    MemberRequest sent = request(site, asking(site, "x"), null).onFreshConnection();
    assertThat(sent.upgrade()).isEqualTo("x");
    assertThat(sent.fresh()).isTrue();
  }
}
