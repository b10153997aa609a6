package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.RawClient;
import io.torii.testkit.Reply;
import io.torii.testkit.Script;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which host and which rule take a request, and what the member gets of it. */
// Heads are written with their line ends, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
abstract class RulesSuite extends HomeSuite {

  @Override
  protected Map<String, String> configuration() throws IOException {
    String first = member(Script.each((r, wire) -> wire.answer(200, "first " + r.target()))).url();
    String second = member(Script.each((r, w) -> w.answer(200, "second " + r.target()))).url();
    String echo = member(Script.echo()).url();
    return directives(
        """
        Define FIRST %s
        Define SECOND %s
        <VirtualHost *>
          ServerName www.example.com
          ProxyPass /kept !
          ProxyPass /app/deep/ ${SECOND}/deep/
          ProxyPass /app/ ${FIRST}/
          ProxyPassMatch ^/match/(\\d+)$ ${SECOND}/number/$1
          ProxyPass /raw/ ${FIRST}/raw/ nocanon
          ProxyPass /echo/ %s/
          Redirect permanent /old https://www.example.com/new
          RedirectMatch 302 ^/moved/(.*) /app/$1
          RequestHeader set X-From torii
          Header set X-Seen yes
        </VirtualHost>
        <VirtualHost *>
          ServerName other.example.com
          ServerAlias *.other.example.com
          ProxyPass / ${SECOND}/other/
        </VirtualHost>
        """
            .formatted(first, second, echo));
  }

  private String ask(String host, String target) throws IOException {
    return RawClient.ask(
        port(), "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.com, /app/x?q=1&r=%20, first /x?q=1&r=%20",
    "www.example.com, /app/deep/x, second /deep/x",
    "www.example.com, /match/42, second /number/42",
    "www.example.com, /app/a%20b, first /a%20b",
    "www.example.com, /app/%C3%A9, first /%C3%A9",
    "www.example.com, /raw/a%7Eb/../%7e, first /raw/a%7Eb/../%7e",
    "unknown.example.com, /app/x, first /x",
    "other.example.com, /x, second /other/x",
    "a.other.example.com, /x, second /other/x",
    "OTHER.example.com:81, /app/x, second /other/app/x",
  })
  void theRuleTakesThePath(String host, String target, String seen) throws IOException {
    assertThat(ask(host, target)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + seen);
  }

  @Test
  void whatNoRuleTakesIsNotFound() throws IOException {
    for (String path : new String[] {"/", "/kept/x", "/nowhere", "/match/x"}) {
      assertThat(ask("www.example.com", path))
          .as(path)
          .startsWith("HTTP/1.1 404")
          .contains("<small>Request ");
    }
  }

  @Test
  void redirectsLeadAway() throws IOException {
    assertThat(ask("www.example.com", "/old/x?q"))
        .startsWith("HTTP/1.1 301")
        .contains("\r\nLocation: https://www.example.com/new/x?q\r\n");
    assertThat(ask("www.example.com", "/moved/y"))
        .startsWith("HTTP/1.1 302")
        .contains("\r\nLocation: http://www.example.com/app/y\r\n");
  }

  @Test
  void theMemberIsToldWhoAsks() throws IOException {
    Reply answer =
        Reply.to(
            port(),
            "127.0.0.1",
            "POST /echo/x HTTP/1.1\r\nHost: www.example.com\r\nConnection: close, X-Gone\r\n"
                + "X-Gone: 1\r\nX-One: 1\r\nx-one: 2\r\nTE: gzip\r\nX-From: client\r\n"
                + "X-Forwarded-For: 10.9.9.9\r\nX-Forwarded-Proto: forged\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\n"
                + "a=b&c=d");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.fields()).contains("X-Seen: yes");
    assertThat(answer.body())
        .startsWith("POST /x HTTP/1.1\r\n")
        .contains("X-From: torii", "X-Forwarded-Host: www.example.com")
        .contains("X-Forwarded-For: 10.9.9.9, 127.0.0.1", "X-Forwarded-Proto: http")
        // the case of a name may be lost: a container may know one spelling of it
        .containsIgnoringCase("x-one: 1\r\nx-one: 2\r\n")
        .doesNotContain("X-Gone", "TE:", "forged", "client", "x-gone", "te:")
        .endsWith("\r\n\r\na=b&c=d");
  }
}
