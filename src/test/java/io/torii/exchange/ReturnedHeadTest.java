package io.torii.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.ObserveConfig;
import io.torii.http.Headers;
import io.torii.rule.ReverseMapping;
import io.torii.rule.Site;
import io.torii.rule.Visit;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Notices;
import io.torii.rule.header.HeaderRules;
import java.time.Clock;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The head that a client gets for a member's response; it was compared with httpd 2.4. */
class ReturnedHeadTest {

  private static final String PASS = "ProxyPass /p http://m:81/p";

  private static final SelfName SELF = new SelfName("machine.example", "1.2.3");

  private static final ReturnedHead HEAD =
      new ReturnedHead(
          new ReverseMapping((host, name) -> List.of()),
          new HeaderRules(
              new ExpressionEvaluator(Clock.systemUTC(), Notices.NONE),
              Clock.systemUTC(),
              Notices.NONE),
          SELF,
          new Disclosure(ObserveConfig.DEFAULT, SELF));

  private static Headers returned(Visit visit, int status, Headers sent) {
    return HEAD.of(FakeClient.exchange(visit), new FakeResponse(status, sent, null));
  }

  private static Headers returned(Site site, String... fields) {
    Headers sent = new Headers();
    for (String field : fields) {
      int colon = field.indexOf(':');
      sent.add(field.substring(0, colon), field.substring(colon + 1).strip());
    }
    Headers headers = returned(site.visit("/p/x"), 200, sent);
    if (sent.get("Server") == null) {
      assertThat(headers.get("Server")).isEqualTo("Torii/1.2.3");
      headers.remove("Server");
    }
    return headers;
  }

  private static List<String> text(Headers headers) {
    return StreamSupport.stream(headers.spliterator(), false)
        .map(f -> f.name() + ": " + f.value())
        .toList();
  }

  @Test
  void whatTheMemberSaysIsPassedOnInItsOrder() {
    String[] fields = {
      "Date: Sun, 06 Nov 1994 08:49:37 GMT",
      "Server: Foo",
      "Set-Cookie: a=1",
      "X-B: 2",
      "set-cookie: b=2",
      "Content-Length: 3",
      "WWW-Authenticate: Basic"
    };
    assertThat(text(returned(Site.of(PASS), fields))).containsExactly(fields);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "Proxy-Connection",
        "Keep-Alive",
        "Proxy-Authenticate",
        "TE",
        "Trailer",
        "Upgrade",
        "Transfer-Encoding",
        "transfer-encoding"
      })
  void whatIsMeantForUsGoesNoFurther(String name) {
    assertThat(returned(Site.of(PASS), name + ": x", "X-B: 2").toString())
        .isEqualTo("[Field[name=X-B, value=2]]");
  }

  @Test
  void everyFieldThatConnectionNamesIsLeftOutButTheLength() {
    assertThat(
            text(
                returned(
                    Site.of(PASS),
                    "X-A: 1",
                    "Connection: x-a, close,, Content-Length",
                    "Content-Length: 3",
                    "X-B: 2",
                    "connection: X-B")))
        .containsExactly("Content-Length: 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sunday, 06-Nov-94 08:49:37 GMT | Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994       | Sun, 06 Nov 1994 08:49:37 GMT",
        "Thu Nov 16 08:49:37 2006       | Thu, 16 Nov 2006 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT  | Sun, 06 Nov 1994 08:49:37 GMT",
        "0                              | 0",
        "-1                             | -1",
        "yesterday                      | yesterday"
      })
  void obsoleteDatesAreWrittenInTheCurrentForm(String sent, String received) {
    for (String name : List.of("Date", "expires", "Last-Modified")) {
      assertThat(returned(Site.of(PASS), name + ": " + sent).get(name)).isEqualTo(received);
    }
    assertThat(returned(Site.of(PASS), "X-Date: " + sent).get("X-Date")).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "Off,   '1.1 inner'",
    "On,    '1.1 inner|1.1 machine.example'",
    "Full,  '1.1 inner|1.1 machine.example (Torii/1.2.3)'",
    "Block, '1.1 inner'"
  })
  void viaTellsTheWay(String via, String lines) {
    Site site = Site.of(PASS, "ProxyVia " + via);
    assertThat(returned(site, "Via: 1.1 inner").all("Via")).containsExactly(lines.split("\\|", -1));
  }

  @Test
  void addressesAreRewrittenBeforeHeaderSeesThem() {
    Site site =
        Site.of(
            PASS,
            "ProxyPassReverse /p http://m:81/p",
            "ProxyPassReverseCookiePath /in /p",
            "Header edit Location example.com example.org",
            "Header set X-Status \"expr=%{REQUEST_STATUS}\"",
            "Header unset X-Gone");
    Headers sent = new Headers();
    sent.add("Location", "http://m:81/p/y");
    sent.add("Set-Cookie", "a=1; Path=/in");
    sent.add("X-Gone", "1");
    Headers received = returned(site.visit("/p/x"), 302, sent);
    assertThat(text(received))
        .containsExactly(
            "Location: http://www.example.org/p/y",
            "Set-Cookie: a=1; Path=/p",
            "Server: Torii/1.2.3",
            "X-Status: 302");
    assertThat(sent.get("Location")).as("the member's own").isEqualTo("http://m:81/p/y");
  }
}
