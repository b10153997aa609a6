package io.torii.upstream;

import static io.torii.upstream.Members.get;
import static io.torii.upstream.Members.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.balancer.Member;
import io.torii.config.ServerSettings.BadHeader;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.MemberResponse;
import io.torii.http.Headers;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.Seen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out and what is understood, byte by byte. */
class WireTest {

  private final HttpUpstream upstream = new HttpUpstream();

  @AfterEach
  void close() {
    upstream.close();
  }

  private Seen seen(MemberRequest request) throws IOException {
    try (Backend backend = Backend.start(Script.ok(""))) {
      Members.exchange(upstream, Members.of(backend), request);
      return backend.lastRequest();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//evil/x",
        "/a//b",
        "/a/../b",
        "/%2F%2e%2E",
        "/a;b=c?d=e?f",
        "/?",
        "/ü",
        "*",
        "/|\"<>"
      })
  void theTargetsBytesGoOutAsTheyAre(String target) throws IOException {
    assertThat(seen(get(target)).requestLine()).isEqualTo("GET " + target + " HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "DELETE", "PROPFIND", "get", "M-SEARCH", "X!"})
  void anyMethod(String method) throws IOException {
    assertThat(seen(request(method, "/", null)).requestLine()).isEqualTo(method + " / HTTP/1.1");
  }

  @Test
  void fieldsGoOutInTheirOrderAndSpelling() throws IOException {
    Headers headers =
        Members.headers(
            "x-One",
            "1",
            "X-ONE",
            "2",
            "Empty",
            "",
            "Latin",
            "\u00e9\u20ac",
            "Evil",
            "a\r\nb: c\0",
            "Tricky",
            "\u010a\u010d",
            "Connection",
            "close",
            "content-length",
            "7",
            "Transfer-Encoding",
            "gzip");
    MemberRequest request =
        new MemberRequest("GET", "/", headers, null, null, false, false, false, false);
    assertThat(seen(request).fields())
        .containsExactly(
            "Host: app.example",
            "x-One: 1",
            "X-ONE: 2",
            "Empty: ",
            "Latin: \u00e9?",
            "Evil: a  b: c ",
            "Tricky: ??");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a b", "/a\r\nX: y", "/\u010a", "", "/\t"})
  void whatWouldBeginAnotherRequestIsNotSent(String target) throws IOException {
    try (Backend backend = Backend.start(Script.ok(""))) {
      Member member = Members.of(backend);
      if (!target.isEmpty()) {
        assertThatThrownBy(() -> Members.send(upstream, member, get(target)))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(backend.requests()).isEmpty();
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
    }
  }

  @Test
  void theBodysLengthDecidesItsFraming() throws IOException {
    Seen none = seen(request("POST", "/", null));
    assertThat(none.fields()).containsExactly("Host: app.example");
    Seen empty = seen(request("POST", "/", new Members.Text("", 0)));
    assertThat(empty.fields()).containsExactly("Host: app.example", "Content-Length: 0");
    Seen known = seen(request("POST", "/", new Members.Text("four", 4)));
    assertThat(known.fields()).containsExactly("Host: app.example", "Content-Length: 4");
    assertThat(known.body()).isEqualTo("four");
    Seen chunked = seen(request("POST", "/", new Members.Text("four", -1)));
    assertThat(chunked.fields()).containsExactly("Host: app.example", "Transfer-Encoding: chunked");
    assertThat(chunked.body()).isEqualTo("four");
    Seen emptyChunked = seen(request("POST", "/", new Members.Text("", -1)));
    assertThat(emptyChunked.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"4,false", "100000,false", "4,true", "16384,true", "16385,true", "100000,true"})
  void http10SpoolsABodyWithoutLength(int size, boolean unknown) throws IOException {
    String body = "x".repeat(size);
    Seen seen =
        seen(
            new MemberRequest(
                "POST",
                "/",
                Members.headers(),
                new Members.Text(body, unknown ? -1 : size),
                null,
                false,
                false,
                true,
                true));
    assertThat(seen.head())
        .isEqualTo(
            "POST / HTTP/1.0\r\nHost: app.example\r\nContent-Length: "
                + size
                + "\r\nConnection: close");
    assertThat(seen.body()).isEqualTo(body);
  }

  @Test
  void aBodyWaitsFor100AndInterimResponsesAreTold() throws IOException {
    try (Backend backend = Backend.start(Script.continuing("done"))) {
      Member member = Members.of(backend);
      List<Integer> interim = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        MemberResponse response =
            (MemberResponse)
                upstream.send(
                    member, Members.expecting("body"), (status, headers) -> interim.add(status));
        assertThat(Members.text(response)).isEqualTo("done");
        assertThat(response.bytesSent()).isEqualTo(4);
        response.close();
      }
      assertThat(interim).containsExactly(100, 100);
      assertThat(backend.lastRequest().all("Expect")).containsExactly("100-continue");
      assertThat(backend.lastRequest().body()).isEqualTo("body");
      assertThat(backend.accepted()).isEqualTo(1);
    }
  }

  @Test
  void aFinalResponseInsteadOf100KeepsTheBodyBack() throws IOException {
    Script refusing =
        wire -> {
          wire.head();
          wire.answer(401, "who?");
          wire.untilClosed();
        };
    try (Backend backend = Backend.start(refusing)) {
      Member member = Members.of(backend);
      MemberResponse response = Members.response(upstream, member, Members.expecting("body"));
      assertThat(response.status()).isEqualTo(401);
      assertThat(response.bytesSent()).isZero();
      assertThat(Members.text(response)).isEqualTo("who?");
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
      assertThat(backend.lastRequest().body()).isEmpty();
    }
  }

  @Test
  void interimResponsesComeWithTheirFields() throws IOException {
    try (Backend backend =
        Backend.start(Script.interim(2, "HTTP/1.1 103 Early Hints\r\nLink: </a>"))) {
      List<String> interim = new ArrayList<>();
      MemberResponse response =
          (MemberResponse)
              upstream.send(
                  Members.of(backend),
                  get("/"),
                  (status, headers) -> interim.add(status + " " + headers.get("link")));
      assertThat(response.status()).isEqualTo(200);
      assertThat(interim).containsExactly("103 </a>", "103 </a>");
      response.abandon();
    }
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
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 1\r\n\r\nabc"))
        .isEqualTo("200 OK|Transfer-Encoding: gzip body=abc idle=0");
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
