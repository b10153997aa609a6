package io.torii.upstream;

import static io.torii.upstream.Members.get;
import static io.torii.upstream.Members.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.balancer.Member;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.MemberResponse;
import io.torii.http.Headers;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.Seen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out, byte by byte, and what comes before the response. */
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
}
