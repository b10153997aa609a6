package io.torii.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.exchange.RequestBody.ClientBodyException;
import io.torii.http.Headers;
import io.torii.rule.Site;
import io.torii.rule.Visit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrailersTest {

  private static final Site SITE = Heads.site();

  private static Headers fields(String... lines) {
    Headers headers = new Headers();
    for (String line : lines) {
      headers.add(line.replaceFirst(":.*", ""), line.replaceFirst("(?s)^[^:]*: ?", ""));
    }
    return headers;
  }

  private static List<String> text(@Nullable Headers headers) {
    return headers == null
        ? List.of()
        : StreamSupport.stream(headers.spliterator(), false)
            .map(field -> field.name() + ": " + field.value())
            .toList();
  }

  private static List<String> ofClient(Visit visit, Headers sent) throws ClientBodyException {
    FakeClient client = new FakeClient();
    client.trailers = sent;
    return text(Trailers.ofClient(client.of(visit)));
  }

  private static List<String> ofMember(Site site, Headers head, Headers sent) {
    return text(
        Trailers.ofMember(
            new FakeResponse(200, head, sent),
            FakeClient.exchange(Heads.visit(site)).settings().responseHeaders()));
  }

  @Test
  void whatIsHarmlessGoesOnInBothDirections() throws ClientBodyException {
    String[] lines = {
      "grpc-status: 0", "grpc-message: ", "Content-Digest: sha-256=:x:", "X-Sum: 1", "x-sum: 2"
    };
    assertThat(ofClient(Heads.visit(SITE), fields(lines))).containsExactly(lines);
    assertThat(ofMember(SITE, new Headers(), fields(lines))).containsExactly(lines);
  }

  /** For the access log, as they went on. */
  @Test
  void whatWentOnIsKnownWhenTheRequestIsOver() throws ClientBodyException {
    FakeClient client = new FakeClient();
    client.trailers = fields("X-Sum: 1", "Host: evil");
    Exchange exchange = client.of(Heads.visit(SITE));
    Trailers.ofClient(exchange);
    assertThat(text(exchange.completed(true).trailersIn())).containsExactly("X-Sum: 1");
    assertThat(exchange.completed(true).trailersOut()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length",
        "content-length",
        "Transfer-Encoding",
        "Trailer",
        "TE",
        "Connection",
        "Keep-Alive",
        "Proxy-Connection",
        "Upgrade",
        "Expect",
        "Host",
        "Via",
        "Forwarded",
        "X-Forwarded-For",
        "x-forwarded-anything",
        "Max-Forwards",
        "Authorization",
        "Proxy-Authorization",
        "WWW-Authenticate",
        "Proxy-Authenticate",
        "Cookie",
        "Set-Cookie",
        "Range",
        "If-None-Match",
        "Cache-Control",
        "Age",
        "Date",
        "Expires",
        "Location",
        "Vary",
        "Content-Type",
        "Content-Encoding",
        "Content-Range"
      })
  void whatCountsInAHeadAloneDoesNotComeBehindABody(String name) throws ClientBodyException {
    Headers sent = fields(name + ": 1", "X-Sum: 1");
    assertThat(ofClient(Heads.visit(SITE), sent)).containsExactly("X-Sum: 1");
    assertThat(ofMember(SITE, new Headers(), sent)).containsExactly("X-Sum: 1");
    assertThat(ofClient(Heads.visit(SITE), fields(name + ": 1"))).isEmpty();
    assertThat(Trailers.announced(fields("Trailer: " + name), List.of())).isNull();
  }

  /** RFC 9110 §7.6.1 speaks of trailers, too. */
  @Test
  void whatConnectionNamesGoesNoFurther() throws ClientBodyException {
    Headers sent = fields("X-Hop: 1", "X-Sum: 1");
    Visit visit = Heads.visit(SITE).header("Connection", "close, x-hop");
    assertThat(ofClient(visit, sent)).containsExactly("X-Sum: 1");
    assertThat(ofMember(SITE, fields("Connection: X-HOP"), sent)).containsExactly("X-Sum: 1");
  }

  @Test
  void whatTheRulesAreAboutDoesNotComeInByTheBackDoor() throws ClientBodyException {
    Site site =
        Heads.site(
            "RequestHeader set X-User jane",
            "RequestHeader unset X-Admin",
            "Header unset X-Secret",
            "Header note X-Noted seen");
    Headers sent = fields("x-user: root", "X-ADMIN: 1", "X-Secret: 1", "X-Noted: 1");
    assertThat(ofClient(Heads.visit(site), sent)).containsExactly("X-Secret: 1", "X-Noted: 1");
    assertThat(ofMember(site, new Headers(), sent))
        .containsExactly("x-user: root", "X-ADMIN: 1", "X-Noted: 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: a\rb", "X: a\nEvil: b", "X: a\0b", "X Y: 1", ": 1", "X(: 1", "é: 1"})
  void aClientCannotInjectAnything(String line) {
    assertThatThrownBy(() -> ofClient(Heads.visit(SITE), fields("A: b", line)))
        .isInstanceOfSatisfying(
            ClientBodyException.class,
            e -> assertThat(e.kind()).isEqualTo(Failure.Kind.CLIENT_BODY))
        .hasMessageContaining("malformed");
  }

  @Test
  void aFloodIsRefused() throws ClientBodyException {
    Headers many = new Headers();
    for (int i = 0; i < Trailers.MOST_FIELDS; i++) {
      many.add("X", "1");
    }
    assertThat(ofClient(Heads.visit(SITE), many)).hasSize(Trailers.MOST_FIELDS);
    many.add("X", "1");
    assertThatThrownBy(() -> ofClient(Heads.visit(SITE), many)).hasMessageContaining("too many");
    Headers fits = fields("X: " + "a".repeat(Trailers.MOST_BYTES - 5));
    assertThat(ofClient(Heads.visit(SITE), fits)).hasSize(1);
    Headers exceeds = fields("X: " + "a".repeat(Trailers.MOST_BYTES - 4));
    assertThatThrownBy(() -> ofClient(Heads.visit(SITE), exceeds)).hasMessageContaining("too long");
  }

  @ParameterizedTest
  @CsvSource({
    "trailers, true",
    "TRAILERS, true",
    "'gzip;q=0.5,trailers', true",
    "trailer, false",
    "'trailers;q=1', false",
    "'', false"
  })
  void whoAsksForTrailers(String te, boolean wanted) {
    assertThat(Trailers.wanted(fields("TE: gzip", "te: " + te))).isEqualTo(wanted);
  }

  @Test
  void onlyNamesAreAnnounced() {
    Headers head = fields("Trailer: X-A, ,a b,X-B", "trailer: Host,X-C\u0001");
    assertThat(Trailers.announced(head, List.of())).isEqualTo("X-A, X-B");
    assertThat(Trailers.announced(new Headers(), List.of())).isNull();
  }
}
