package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.testkit.Backend;
import io.torii.testkit.RawClient;
import io.torii.testkit.Script;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server adds nothing to a response and completes none: bodies that are none, or not whole. */
// Heads are written with their line ends, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
abstract class WireSuite extends HomeSuite {

  private static final String LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final Map<String, Script.Answer> answers = new ConcurrentHashMap<>();
  private final Backend member = member(Script.byTarget(answers));

  @Override
  protected Map<String, String> configuration() throws IOException {
    return Map.of("torii.proxy-pass.all", "/ " + member.url() + "/");
  }

  /** One connection for all: a body would be taken for the next head. */
  @Test
  void whatHasNoBodyGetsNone() throws IOException {
    answers.put("/head", (r, wire) -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 42\r\n\r\n"));
    answers.put("/204", (r, wire) -> wire.send("HTTP/1.1 204 No Content\r\nX-It: 204\r\n\r\n"));
    answers.put("/304", (r, wire) -> wire.send("HTTP/1.1 304 Not\r\nETag: \"x\"\r\n\r\n"));
    answers.put("/long304", (r, wire) -> wire.send("HTTP/1.1 304 N\r\nContent-Length: 42\r\n\r\n"));
    answers.put("/last", (r, wire) -> wire.answer(200, "last"));
    try (RawClient client = RawClient.to(port())) {
      assertThat(head(client, "HEAD /head")).startsWith("HTTP/1.1 200").contains(": 42\r\n");
      assertThat(head(client, "GET /204")).startsWith("HTTP/1.1 204").contains("X-It: 204");
      assertThat(head(client, "GET /304")).startsWith("HTTP/1.1 304").contains("ETag: \"x\"");
      assertThat(head(client, "GET /long304")).startsWith("HTTP/1.1 304");
      assertThat(head(client, "HEAD /204")).startsWith("HTTP/1.1 204");
      assertThat(head(client, "HEAD /304")).startsWith("HTTP/1.1 304");
      assertThat(head(client, "GET /last")).startsWith("HTTP/1.1 200");
      assertThat(client.until("last")).isEqualTo("last");
    }
  }

  private static String head(RawClient client, String request) throws IOException {
    return client.send(request + " HTTP/1.1\r\nHost: w\r\n\r\n").until("\r\n\r\n");
  }

  @Test
  void aMethodThatNobodyKnowsPasses() throws IOException {
    answers.put("/frob", (request, wire) -> wire.answer(200, wire.body(request).body()));
    String answer =
        RawClient.ask(
            port(),
            "FROB /frob HTTP/1.1\r\nHost: w\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc");
    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\nabc");
    assertThat(member.lastRequest().requestLine()).isEqualTo("FROB /frob HTTP/1.1");
  }

  @ParameterizedTest
  @CsvSource({"keep-alive, false", "keep-alive, true", "close, false", "close, true"})
  void aBodyThatBreaksOffIsCutOffForTheClientToo(String connection, boolean chunked)
      throws IOException {
    CountDownLatch arrived = new CountDownLatch(1);
    answers.put(
        "/dies",
        (request, wire) -> {
          wire.send(chunked ? CHUNKED + "3\r\nabc\r\n" : LENGTH + "abc");
          wire.await(arrived);
          wire.reset();
        });
    try (RawClient client = RawClient.to(port())) {
      client.send("GET /dies HTTP/1.1\r\nHost: w\r\nConnection: " + connection + "\r\n\r\n");
      String head = client.until("\r\n\r\n");
      assertThat(head)
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase(chunked ? "Transfer-Encoding: chunked" : "Content-Length: 10");
      assertThat(client.until("abc")).endsWith("abc");
      arrived.countDown();
      assertThat(client.rest()).isIn("", "\r\n"); // the end of the chunk, never the last chunk
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, false", "HTTP_1_1, true", "HTTP_2, false", "HTTP_2, true"})
  void noClientTakesABrokenBodyForAWholeOne(HttpClient.Version version, boolean chunked)
      throws Exception {
    answers.put("/lives", (request, wire) -> wire.answer(200, "whole"));
    answers.put(
        "/dies-at-once",
        (request, wire) -> {
          wire.send(chunked ? CHUNKED + "3\r\nabc\r\n" : LENGTH + "abc");
          wire.close();
        });
    answers.put(
        "/dies-behind-its-head",
        (request, wire) -> {
          wire.send(chunked ? CHUNKED : LENGTH);
          wire.close();
        });
    HttpClient client = HttpClient.newBuilder().version(version).build();
    // The first request is the one that asks for HTTP/2, the others are streams of it.
    for (String dies : List.of("/dies-at-once", "/dies-at-once", "/dies-behind-its-head")) {
      assertThatThrownBy(() -> get(client, dies)).isInstanceOf(IOException.class);
      HttpResponse<String> lives = get(client, "/lives");
      assertThat(lives.body()).isEqualTo("whole");
      assertThat(lives.version()).isEqualTo(spoken(version));
    }
  }

  private HttpResponse<String> get(HttpClient client, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(front() + path)).timeout(Duration.ofSeconds(30)).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
