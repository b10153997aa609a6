package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.RawClient;
import io.torii.testkit.Script;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields behind a body in HTTP/1.1, in both directions; {@link TlsSuite} has HTTP/2. */
// Heads are written with their line ends, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
abstract class TrailersSuite extends HomeSuite {

  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n";
  private static final String END = "\r\n\r\n";

  private final Map<String, Script.Answer> answers = new ConcurrentHashMap<>();
  private final Backend member = member(Script.byTarget(answers));

  @Override
  protected Map<String, String> configuration() throws IOException {
    return directives(
        "RequestHeader set X-User jane\nHeader unset X-Secret\nProxyPass / "
            + member.url()
            + "/\n");
  }

  /** The head and the body in lower case, its framing not removed, up to the end of its chunks. */
  private static String answer(RawClient client, String request) throws IOException {
    String head = client.send(request).until(END);
    String body = client.until("0\r\n");
    String behind = client.until("\r\n");
    while (!behind.endsWith(END) && !behind.equals("\r\n")) {
      behind += client.until("\r\n");
    }
    return (head + body + behind).toLowerCase(Locale.ROOT);
  }

  private static String get(String path, String fields) {
    return "GET " + path + " HTTP/1.1\r\nHost: w\r\n" + fields + "\r\n";
  }

  /** However short the body is, and however the client has its connection. */
  @ParameterizedTest
  @ValueSource(strings = {"", "TE: trailers\r\n", "Connection: close\r\n"})
  void whatAMemberAnnouncesArrivesBehindTheBody(String fields) throws IOException {
    answers.put(
        "/announced",
        (request, wire) ->
            wire.send(
                CHUNKED
                    + "Trailer: X-Sum, Content-Length\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 1\r\n"
                    + "x-sum: 2\r\nX-More: 3\r\nContent-Length: 9\r\nSet-Cookie: a=b\r\n"
                    + "X-Secret: 4\r\n\r\n"));
    try (RawClient client = RawClient.to(port())) {
      for (int time = 0; time < (fields.contains("close") ? 1 : 2); time++) {
        String answer = answer(client, get("/announced", fields));
        assertThat(answer)
            .contains("\r\ntransfer-encoding: chunked\r\n", "\r\ntrailer: x-sum\r\n")
            .containsPattern("\r\n\r\n0*3\r\nabc\r\n0\r\n")
            .doesNotContain("content-length", "set-cookie", "x-secret")
            .endsWith("\r\n\r\n");
        assertThat(answer.substring(answer.indexOf("\r\n0\r\n") + 5).split("\r\n", -1))
            .containsExactlyInAnyOrder("x-sum: 1, 2", "x-more: 3", "", "");
      }
    }
  }

  @Test
  void whatIsNotAnnouncedArrivesIfItIsAskedFor() throws IOException {
    answers.put(
        "/quiet",
        (request, wire) -> wire.send(CHUNKED + "\r\n3\r\nabc\r\n0\r\ngrpc-status: 0\r\n\r\n"));
    try (RawClient client = RawClient.to(port())) {
      assertThat(answer(client, get("/quiet", "Connection: TE\r\nTE: trailers\r\n")))
          .endsWith("3\r\nabc\r\n0\r\ngrpc-status: 0\r\n\r\n");
      assertThat(member.lastRequest().all("TE")).containsExactly("trailers");
      assertThat(member.lastRequest().all("Connection")).containsExactly("TE");
    }
    assertThat(RawClient.ask(port(), get("/quiet", "Connection: close\r\n")))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("grpc-status");
  }

  @Test
  void whoAsksForTrailersMayGetNone() throws IOException {
    answers.put("/none", (request, wire) -> wire.send(CHUNKED + "\r\n3\r\nabc\r\n0\r\n\r\n"));
    answers.put("/length", (request, wire) -> wire.answer(200, "abc"));
    answers.put("/204", (request, wire) -> wire.send("HTTP/1.1 204 N\r\nTrailer: X\r\n\r\n"));
    try (RawClient client = RawClient.to(port())) {
      assertThat(answer(client, get("/none", "TE: trailers\r\n")))
          .endsWith("3\r\nabc\r\n0\r\n\r\n");
      assertThat(client.send(get("/204", "TE: trailers\r\n")).until(END))
          .startsWith("HTTP/1.1 204")
          .doesNotContainIgnoringCase("trailer");
      assertThat(client.send(get("/length", "TE: trailers\r\n")).until(END + "abc"))
          .containsIgnoringCase("Content-Length: 3");
    }
  }

  @Test
  void theyDoNotHoldTheBodyBack() throws IOException {
    CountDownLatch arrived = new CountDownLatch(1);
    answers.put(
        "/flows",
        (request, wire) -> {
          wire.send(CHUNKED + "Trailer: X-Sum\r\n\r\n3\r\nabc\r\n");
          wire.await(arrived);
          wire.send("3\r\ndef\r\n0\r\nX-Sum: 1\r\n\r\n");
        });
    try (RawClient client = RawClient.to(port())) {
      client.send(get("/flows", "")).until("abc");
      arrived.countDown();
      assertThat(client.until("def").toLowerCase(Locale.ROOT)).endsWith("def");
      assertThat(client.until(END).toLowerCase(Locale.ROOT)).isEqualTo("\r\n0\r\nx-sum: 1\r\n\r\n");
    }
  }

  @Test
  void http10HasNoPlaceForThem() throws IOException {
    answers.put(
        "/old",
        (request, wire) ->
            wire.send(CHUNKED + "Trailer: X-Sum\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n"));
    assertThat(RawClient.ask(port(), "GET /old HTTP/1.0\r\nHost: w\r\nTE: trailers\r\n\r\n"))
        .contains("\r\n\r\nabc")
        .doesNotContainIgnoringCase("X-Sum")
        .doesNotContainIgnoringCase("chunked");
    assertThat(member.lastRequest().all("TE")).isEmpty();
  }

  @Test
  void malformedOnesCutTheResponseOff() throws IOException {
    answers.put(
        "/evil",
        (request, wire) ->
            wire.send(CHUNKED + "Trailer: A\r\n\r\n3\r\nabc\r\n0\r\nA: b\rEvil: c\r\n\r\n"));
    try (RawClient client = RawClient.to(port())) {
      client.send(get("/evil", "TE: trailers\r\n"));
      assertThat(client.rest()).doesNotContain("\r\n0\r\n", "Evil");
    }
  }

  /** Tomcat drops what no {@code allowedTrailerHeaders} names; Payara, what no body is before. */
  private boolean theServerReadsThem(int behind) {
    return switch (home().container()) {
      case WILDFLY, STANDALONE -> true;
      case PAYARA -> behind > 0;
      case TOMCAT_11, TOMCAT_10 -> false;
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 100_000})
  void whatAClientSendsBehindItsBodyReachesTheMember(int length) throws IOException {
    answers.put(
        "/upload",
        (request, wire) -> {
          String body = wire.body(request).body();
          wire.answer(200, (body.length() + "|" + String.join("|", wire.trailers()) + "|."));
        });
    String chunk = length == 0 ? "" : Integer.toHexString(length) + "\r\n" + "x".repeat(length);
    try (RawClient client = RawClient.to(port())) {
      for (int time = 0; time < 2; time++) {
        client.send(
            "POST /upload HTTP/1.1\r\nHost: w\r\nTransfer-Encoding: chunked\r\n"
                + "Trailer: X-Sum, X-User\r\n\r\n"
                + chunk
                + (length == 0 ? "" : "\r\n")
                + "0\r\nX-Sum: 1\r\nX-User: root\r\nContent-Length: 9\r\nHost: evil\r\n\r\n");
        assertThat(client.until(END)).startsWith("HTTP/1.1 200");
        assertThat(client.until("|.").toLowerCase(Locale.ROOT))
            .isEqualTo(length + "|" + (theServerReadsThem(length) ? "x-sum: 1" : "") + "|.");
        boolean chunks = theServerReadsThem(length) || length > 3;
        assertThat(member.lastRequest().all("Trailer"))
            .isEqualTo(chunks ? List.of("X-Sum") : List.of());
        assertThat(member.lastRequest().header("Transfer-Encoding").isPresent()).isEqualTo(chunks);
      }
    }
  }
}
