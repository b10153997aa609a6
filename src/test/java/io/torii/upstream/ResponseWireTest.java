package io.torii.upstream;

import static io.torii.upstream.Members.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.balancer.Member;
import io.torii.config.ServerSettings.BadHeader;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.MemberResponse;
import io.torii.http.Headers;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a response's bytes. */
class ResponseWireTest {

  private final HttpUpstream upstream = new HttpUpstream();

  @AfterEach
  void close() {
    upstream.close();
  }

  /** What a response of those bytes, after which the member stays silent or closes, is read as. */
  private String read(String method, boolean closing, String bytes) throws IOException {
    return read(method, closing, bytes, BadHeader.IS_ERROR);
  }

  private String read(String method, boolean closing, String bytes, BadHeader policy)
      throws IOException {
    Script script = closing ? Script.rawThenClose(bytes) : Script.raw(bytes);
    try (Backend backend = Backend.start(script)) {
      Member member = Members.of(backend);
      MemberRequest request =
          new MemberRequest(
              method, "/", Members.headers(), null, null, false, false, false, false, policy);
      MemberResponse response = Members.response(upstream, member, request);
      StringBuilder result = new StringBuilder();
      result.append(response.status()).append(' ').append(response.reason());
      for (Headers.Field field : response.headers()) {
        result.append('|').append(field.name()).append(": ").append(field.value());
      }
      @Nullable Object body = response.body();
      result.append(" body=").append(body == null ? "none" : Members.text(response));
      response.close();
      return result.append(" idle=").append(upstream.stats(member).idle()).toString();
    }
  }

  /** As with httpd: what some servers leave in front of, or within, a head does no harm. */
  @Test
  void strayLinesThatAreTolerated() throws IOException {
    assertThat(read("GET", false, "\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
        .isEqualTo("200 OK|Content-Length: 2 body=ok idle=1");
    assertThat(
            read("GET", false, "HTTP/1.1 200 OK\r\nHTTP/1.1 201 No\r\nContent-Length: 2\r\n\r\nok"))
        .isEqualTo("200 OK|Content-Length: 2 body=ok idle=1");
    assertThatThrownBy(() -> read("GET", true, "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"))
        .hasMessageContaining("corrupt status line");
  }

  @Test
  void responsesWithoutABody() throws IOException {
    assertThat(read("HEAD", false, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"))
        .isEqualTo("200 OK|Content-Length: 10 body=none idle=1");
    assertThat(read("GET", false, "HTTP/1.1 204 No Content\r\nA: b\r\n\r\n"))
        .isEqualTo("204 No Content|A: b body=none idle=1");
    assertThat(read("GET", false, "HTTP/1.1 304\r\nContent-Length: 10\r\n\r\n"))
        .isEqualTo("304 |Content-Length: 10 body=none idle=1");
    assertThat(read("GET", false, "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n"))
        .isEqualTo("200 |Content-Length: 0 body= idle=1");
  }

  @Test
  void whatEndsABodyAndWhetherTheConnectionIsKept() throws IOException {
    String chunks = "\r\n\r\n3;x=y\r\nabc\r\n0A \r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n";
    assertThat(read("GET", false, "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked" + chunks))
        .isEqualTo("200 OK|transfer-encoding: Chunked body=abc0123456789 idle=1");
    assertThat(
            read(
                "GET",
                false,
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked" + chunks))
        .as("both: the length goes, and the connection")
        .isEqualTo("200 OK|Transfer-Encoding: chunked body=abc0123456789 idle=0");
    assertThat(
            read(
                "GET",
                true,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Identity\r\nContent-Length: 1\r\n\r\nabc"))
        .isEqualTo("200 OK|Transfer-Encoding: Identity body=abc idle=0");
    assertThat(read("GET", true, "HTTP/1.1 200 OK\r\n\r\nuntil the end"))
        .isEqualTo("200 OK body=until the end idle=0");
    assertThat(read("GET", false, "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi"))
        .isEqualTo("200 OK|Content-Length: 2 body=hi idle=0");
    assertThat(
            read(
                "GET",
                false,
                "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nhi"))
        .isEqualTo("200 OK|Connection: x, Close|Content-Length: 2 body=hi idle=0");
    assertThat(
            read(
                "GET",
                false,
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: y\r\nContent-Length: 2, 2\r\n\r\nhi"))
        .isEqualTo("200 OK|Content-Length: 2|X: y body=hi idle=1");
  }

  // Line ends differ on purpose, which a text block would hide.
  @SuppressWarnings("StringConcatToTextBlock")
  @Test
  void headsAsTheyComeInTheWild() throws IOException {
    assertThat(
            read(
                "GET",
                false,
                "HTTP/1.1 200 Very  Fine \nContent-Length: 0\nFolded: a\r\n \t b \r\n\tc\r\n"
                    + "Blank : x\r\nSet-Cookie: 1\r\nset-cookie: 2\r\nNone:\r\nL: \u00e9\r\n\r\n"))
        .isEqualTo(
            "200 Very  Fine|Content-Length: 0|Folded: a b c|Blank: x|Set-Cookie: 1|set-cookie: 2"
                + "|None: |L: \u00e9 body= idle=1");
  }

  @Test
  void badHeadersByPolicy() throws IOException {
    String bytes = "HTTP/1.1 200 OK\r\nA: b\r\nnone\r\n folded\r\nContent-Length: 2\r\n\r\nhi";
    assertThat(read("GET", true, bytes, BadHeader.IGNORE))
        .isEqualTo("200 OK|A: b|Content-Length: 2 body=hi idle=1");
    assertThat(read("GET", true, bytes, BadHeader.START_BODY))
        .isEqualTo("200 OK|A: b body=none\r\n folded\r\nContent-Length: 2\r\n\r\nhi idle=0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3\r\nab",
        "3\r\nabc",
        "3\r\nabc\r\n",
        "3\r\nabc\r\n0\r\n",
        "3\r\nabcd\r\n0\r\n\r\n",
        "x\r\nabc\r\n0\r\n\r\n",
        "-3\r\nabc\r\n0\r\n\r\n",
        "\r\nabc\r\n0\r\n\r\n",
        "3\rX\nabc\r\n0\r\n\r\n",
        "3 3\r\r\nabc\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFFF\r\nabc",
      })
  void aBrokenChunkIsNoEnd(String chunks) throws IOException {
    assertBreaks("Transfer-Encoding: chunked\r\n\r\n" + chunks);
  }

  @Test
  void aShortBodyIsNoEnd() throws IOException {
    assertBreaks("Content-Length: 10\r\n\r\nabc");
  }

  private void assertBreaks(String rest) throws IOException {
    try (Backend backend = Backend.start(Script.rawThenClose("HTTP/1.1 200 OK\r\n" + rest))) {
      Member member = Members.of(backend);
      MemberResponse response = Members.response(upstream, member, get("/"));
      assertThatThrownBy(() -> Members.text(response))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(backend.url());
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
      response.close();
    }
  }
}
