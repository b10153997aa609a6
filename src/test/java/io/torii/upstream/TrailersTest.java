package io.torii.upstream;

import static io.torii.upstream.Members.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.balancer.Member;
import io.torii.exchange.Failure;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.MemberResponse;
import io.torii.exchange.RequestBody;
import io.torii.exchange.Trailers;
import io.torii.http.Headers;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields behind a body on the wire (RFC 9112 §7.1.2). */
class TrailersTest {

  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final HttpUpstream upstream = new HttpUpstream();

  @AfterEach
  void close() {
    upstream.close();
  }

  /** The body and what is behind it; the connection is kept, or this fails. */
  private String read(String section) throws IOException {
    try (Backend backend = Backend.start(Script.raw(CHUNKED + "3\r\nabc\r\n0\r\n" + section))) {
      Member member = Members.of(backend);
      for (int time = 0; ; time++) {
        MemberResponse response = Members.response(upstream, member, get("/"));
        assertThat(response.trailers()).as("before the end").isNull();
        String body = Members.text(response);
        response.close();
        assertThat(upstream.stats(member).idle()).isEqualTo(1);
        if (time == 1) {
          return body + " " + response.trailers();
        }
      }
    }
  }

  private static Headers headers(String... namesAndValues) {
    Headers headers = new Headers();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  @Test
  void theyAreReadAsTheFieldsOfAHead() throws IOException {
    assertThat(read("\r\n")).isEqualTo("abc null");
    assertThat(read("X-Sum:  1 \r\nx-sum: 2\r\nEmpty:\r\n\r\n"))
        .isEqualTo("abc " + headers("X-Sum", "1", "x-sum", "2", "Empty", ""));
    assertThat(read("A: b\nC: d\n\n")).isEqualTo("abc " + headers("A", "b", "C", "d"));
    assertThat(read("A: b\r\n \t folded\r\n\r\n")).isEqualTo("abc " + headers("A", "b folded"));
    assertThat(read("A: " + "x".repeat(Trailers.MOST_BYTES - 5) + "\r\n\r\n")).endsWith("xx]]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none\r\n\r\n",
        "A B: c\r\n\r\n",
        ": c\r\n\r\n",
        "A(: c\r\n\r\n",
        "A: b\rEvil: c\r\n\r\n",
        "A: b\r\r\n\r\n",
        "A: b\0\r\n\r\n",
        "A\0: b\r\n\r\n",
        "A: b\u007f\r\n\r\n",
        "A: b\r\n c\rd\r\n\r\n",
        "A: b\r\n\rX: y\r\n\r\n",
        "A: b\r\n",
        "A: b",
        "MANY",
        "LONG",
        "ENDLESS",
      })
  void whatIsMalformedIsNoEnd(String section) throws IOException {
    String sent =
        switch (section) {
          case "MANY" -> "A: b\r\n".repeat(Trailers.MOST_FIELDS + 1) + "\r\n";
          case "LONG" -> "A: " + "x".repeat(Trailers.MOST_BYTES - 4) + "\r\n\r\n";
          case "ENDLESS" -> "A: b\r\n".repeat(100_000);
          default -> section;
        };
    String bytes = CHUNKED + "3\r\nabc\r\n0\r\n" + sent;
    try (Backend backend = Backend.start(Script.rawThenClose(bytes))) {
      Member member = Members.of(backend);
      MemberResponse response = Members.response(upstream, member, get("/"));
      byte[] read = new byte[3];
      assertThat(Members.body(response).read(read)).isEqualTo(3);
      for (int time = 0; time < 2; time++) {
        assertThatThrownBy(() -> Members.body(response).read()).isInstanceOf(IOException.class);
      }
      assertThat(response.trailers()).isNull();
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
      response.abandon();
    }
  }

  /** The bytes behind the head that a member gets for these fields behind a body. */
  private String written(long length, Headers trailers) throws IOException {
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    Script script =
        wire -> {
          wire.head();
          StringBuilder body = new StringBuilder();
          String end = length < 0 ? "\r\n\r\n" : "abc";
          while (!body.toString().endsWith(end)) {
            body.append((char) wire.in().read());
          }
          seen.add(body.toString());
          wire.answer(200, "");
        };
    try (Backend backend = Backend.start(script)) {
      RequestBody body = new Trailing(length, trailers);
      MemberRequest request = Members.request("POST", "/", body);
      Members.exchange(upstream, Members.of(backend), request);
      return String.join("", seen);
    }
  }

  @Test
  void theyGoOutBehindTheLastChunk() throws IOException {
    assertThat(written(-1, headers("X-Sum", "1", "x-sum", "")))
        .isEqualTo("3\r\nabc\r\n0\r\nX-Sum: 1\r\nx-sum: \r\n\r\n");
    String large = "x".repeat(3000); // more than the buffer has room for
    assertThat(written(-1, headers("A", large, "B", large, "C", large)))
        .isEqualTo(
            "3\r\nabc\r\n0\r\nA: %s\r\nB: %s\r\nC: %s\r\n\r\n".formatted(large, large, large));
    assertThat(written(3, headers("X-Sum", "1"))).isEqualTo("abc");
  }

  /** It is checked before; this is the last door. */
  @Test
  void nothingIsInjected() throws IOException {
    assertThat(written(-1, headers("A", "b\r\nEvil: c")))
        .isEqualTo("3\r\nabc\r\n0\r\nA: b  Evil: c\r\n\r\n");
  }

  @Test
  void whoSaysThatItTakesThemSaysThatThisIsForOneHop() throws IOException {
    for (boolean close : new boolean[] {false, true}) {
      try (Backend backend = Backend.start(Script.ok(""))) {
        MemberRequest request =
            new MemberRequest(
                "GET",
                "/",
                Members.headers("te", "trailers"),
                null,
                null,
                false,
                close,
                false,
                false);
        Members.exchange(upstream, Members.of(backend), request);
        assertThat(backend.lastRequest().all("Connection"))
            .containsExactly(close ? "close, TE" : "TE");
        assertThat(backend.lastRequest().all("TE")).containsExactly("trailers");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip, chunked",
        "gzip\r\nTransfer-Encoding: chunked",
        "chunked, gzip",
        "gzip",
        "chunked, chunked",
        "chunked\r\nTransfer-Encoding: chunked",
        "identity, chunked",
        "chunked;q=1",
        "xchunked",
        "",
      })
  void anotherCodingThanChunksIsRefused(String coding) throws IOException {
    String bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n";
    try (Backend backend = Backend.start(Script.raw(bytes))) {
      Member member = Members.of(backend);
      Failure failure = Members.failure(upstream, member, get("/"));
      assertThat(failure.kind()).isEqualTo(Failure.Kind.TRANSFER_CODING);
      assertThat(failure.detail())
          .isEqualTo(
              backend.url()
                  + " sent an unknown Transfer-Encoding: "
                  + coding.replace("\r\nTransfer-Encoding:", ","));
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
      MemberRequest head = Members.request("HEAD", "/", null);
      Members.response(upstream, member, head).close(); // nothing is coded
    }
  }

  /** A body in chunks whose trailers are there, or one that has no place for them. */
  private record Trailing(long length, Headers trailers) implements RequestBody {

    @Override
    public void writeTo(OutputStream member) throws IOException {
      member.write("abc".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean repeatable() {
      return true;
    }
  }
}
