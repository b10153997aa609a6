package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.Bulk;
import io.torii.testkit.RawClient;
import io.torii.testkit.Script;
import io.torii.testkit.Seen;
import io.torii.testkit.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a member and a client have to say to each other passes as it is, at any time. */
// Heads are written with their line ends, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
abstract class MessagesSuite extends HomeSuite {

  private static final int UPLOAD = 8 << 20;
  private static final byte[] PIECE = new byte[1 << 16];

  private final Map<String, Script.Answer> answers = new ConcurrentHashMap<>();
  private final Backend member = member(Script.byTarget(answers));

  @Override
  protected Map<String, String> configuration() throws IOException {
    return Map.of("torii.proxy-pass.all", "/ " + member.url() + "/");
  }

  /** An answer as it came, its body by its Content-Length. */
  private record Answer(Seen head, String body) {

    static Answer of(RawClient client) throws IOException {
      Seen head = new Seen(client.until("\r\n\r\n").stripTrailing(), "", 0);
      int length = Integer.parseInt(head.header("Content-Length").orElse("0"));
      return new Answer(
          head, new String(client.in().readNBytes(length), StandardCharsets.ISO_8859_1));
    }

    String status() {
      return head.requestLine().split(" ", 3)[1];
    }
  }

  private static void answer(Wire wire, String head, String body) throws IOException {
    wire.send("HTTP/1.1 " + head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private static RawClient ask(RawClient client, String path, String fields) throws IOException {
    return client.send("GET " + path + " HTTP/1.1\r\nHost: w\r\n" + fields + "\r\n");
  }

  /** The product has no ranges of its own: the member's are the client's. */
  @ParameterizedTest
  @CsvSource({
    "'bytes=0-1', '206 Partial Content', 'Content-Range: bytes 0-1/9', ab",
    "'bytes=-2,0-0', '206 Partial Content', 'Content-Type: multipart/byteranges; boundary=X', --X",
    "'bytes=99-', '416 Not Satisfiable', 'Content-Range: bytes */9', no",
  })
  void rangesAreTheMembers(String range, String status, String field, String body)
      throws IOException {
    answers.put("/range", (request, wire) -> answer(wire, status + "\r\n" + field, body));
    try (RawClient client = RawClient.to(port())) {
      Answer answer =
          Answer.of(ask(client, "/range", "Range: " + range + "\r\nIf-Range: \"v1\"\r\n"));
      assertThat(answer.status()).isEqualTo(status.substring(0, 3));
      assertThat(answer.head().fields()).contains(field);
      assertThat(answer.body()).isEqualTo(body);
    }
    assertThat(member.lastRequest().header("Range")).hasValue(range);
    assertThat(member.lastRequest().header("If-Range")).hasValue("\"v1\"");
  }

  @Test
  void whatIsCompressedStaysSo() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      Bulk.of(20_000).transferTo(gzip);
    }
    String body = compressed.toString(StandardCharsets.ISO_8859_1);
    answers.put(
        "/gzip",
        (request, wire) ->
            answer(
                wire,
                "200 OK\r\nContent-Encoding: gzip\r\nETag: \"z\"\r\nVary: Accept-Encoding",
                body));
    try (RawClient client = RawClient.to(port())) {
      Answer answer = Answer.of(ask(client, "/gzip", "Accept-Encoding: gzip, br;q=0.5\r\n"));
      assertThat(answer.head().all("Content-Encoding")).containsExactly("gzip");
      assertThat(answer.head().header("ETag")).hasValue("\"z\"");
      assertThat(answer.head().all("Vary")).containsExactly("Accept-Encoding");
      assertThat(answer.body()).isEqualTo(body);
    }
    assertThat(member.lastRequest().header("Accept-Encoding")).hasValue("gzip, br;q=0.5");
  }

  /** RFC 9110 §15.2: any number of them may come, asked for or not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "100 Continue~~",
        "102 Processing~~",
        "103 Early Hints~Link: </s.css>; rel=preload~~",
        "103 Early Hints~Link: </a>~~HTTP/1.1 103 Early Hints~Link: </b>~~HTTP/1.1 102 P~~",
        "199 Whatever~X: y~~",
      })
  void interimAnswersBreakNothing(String interim) throws IOException {
    answers.put(
        "/interim",
        (request, wire) -> {
          wire.send("HTTP/1.1 " + interim.replace("~", "\r\n"));
          answer(wire, "200 OK", "final");
        });
    try (RawClient client = RawClient.to(port())) {
      for (int i = 0; i < 2; i++) {
        Answer answer = Answer.of(ask(client, "/interim", ""));
        assertThat(answer.status()).isEqualTo("200");
        assertThat(answer.body()).isEqualTo("final");
      }
    }
  }

  /** RFC 9112 §6.3: the client gets an end that it can tell from a cut. */
  @Test
  void aBodyThatEndsWithTheMembersConnectionEndsByItself() throws IOException {
    answers.put(
        "/close",
        (request, wire) -> {
          wire.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it");
          wire.close();
        });
    answers.put("/next", (request, wire) -> answer(wire, "200 OK", "next"));
    try (RawClient client = RawClient.to(port())) {
      String head = ask(client, "/close", "").until("\r\n\r\n");
      assertThat(head).containsIgnoringCase("Transfer-Encoding: chunked");
      assertThat(client.until("\r\n0\r\n\r\n")).contains("all of it");
      assertThat(Answer.of(ask(client, "/next", "")).body()).isEqualTo("next");
    }
  }

  /** The rest of an upload is read and dropped for a while, or a reset would destroy the answer. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAnswerAheadOfTheUploadsEndReachesTheClient(boolean chunked) throws IOException {
    answers.put(
        "/early",
        (request, wire) -> {
          wire.send("HTTP/1.1 413 Much\r\nConnection: close\r\nContent-Length: 4\r\n\r\nmuch");
          wire.close(); // with unread input: a reset
        });
    try (RawClient client = RawClient.to(port())) {
      client.send(
          "POST /early HTTP/1.1\r\nHost: w\r\n"
              + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + UPLOAD)
              + "\r\n\r\n");
      try {
        for (int sent = 0; sent < UPLOAD; sent += PIECE.length) {
          client.send(chunked ? Integer.toHexString(PIECE.length) + "\r\n" : "");
          client.out().write(PIECE);
          client.send(chunked ? "\r\n" : "");
        }
        client.send(chunked ? "0\r\n\r\n" : "");
      } catch (IOException e) {
        // the connection has been closed: the answer is there all the same
      }
      Answer answer = Answer.of(client);
      assertThat(answer.status()).isEqualTo("413");
      assertThat(answer.body()).isEqualTo("much");
    }
  }

  /** A long poll: its head is of use before there is anything to tell. */
  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 4", "Transfer-Encoding: chunked"})
  void aHeadDoesNotWaitForItsBody(String framing) throws IOException {
    CountDownLatch arrived = new CountDownLatch(1);
    answers.put(
        "/poll",
        (request, wire) -> {
          wire.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
          wire.await(arrived);
          wire.send(framing.startsWith("C") ? "news" : "4\r\nnews\r\n0\r\n\r\n");
        });
    try (RawClient client = RawClient.to(port())) {
      assertThat(ask(client, "/poll", "").until("\r\n\r\n")).startsWith("HTTP/1.1 200");
      arrived.countDown();
      assertThat(client.until("news")).endsWith("news");
    }
  }

  /** Nobody works for a client that has gone. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatLeavesTakesTheMembersConnectionWithIt(boolean reset) throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    CountDownLatch aborted = new CountDownLatch(1);
    answers.put(
        "/leave",
        (request, wire) -> {
          wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegun\r\n");
          wire.await(left);
          try {
            for (int i = 0; i < 4_000; i++) {
              wire.send("10000\r\n");
              wire.send(PIECE);
              wire.send("\r\n");
            }
          } catch (IOException e) {
            aborted.countDown();
            throw e;
          }
        });
    try (RawClient client = RawClient.to(port())) {
      assertThat(ask(client, "/leave", "").until("begun")).endsWith("begun");
      if (reset) {
        client.reset();
      }
    }
    left.countDown();
    assertThat(aborted.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
