package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.Bulk;
import io.torii.testkit.RawClient;
import io.torii.testkit.Script;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies flow through the server as they come, of any size. */
abstract class StreamingSuite extends HomeSuite {

  private static final long LARGE = 64L << 20;
  private final Map<String, Script.Answer> answers = new ConcurrentHashMap<>();
  private final Backend member = member(Script.byTarget(answers));

  @Override
  protected Map<String, String> configuration() throws IOException {
    return Map.of("torii.proxy-pass.all", "/ " + member.url() + "/");
  }

  @Test
  void eachEventArrivesBeforeTheNextIsSent() throws IOException {
    List<CountDownLatch> arrived = Stream.generate(() -> new CountDownLatch(1)).limit(4).toList();
    answers.put(
        "/events",
        (request, wire) -> {
          wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
          for (int i = 0; i < arrived.size(); i++) {
            wire.send("data: " + i + "\n\n");
            wire.await(arrived.get(i));
          }
          wire.close();
        });
    try (RawClient client = RawClient.to(port())) {
      client.send("GET /events HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n");
      for (int i = 0; i < arrived.size(); i++) {
        // After the last event the member holds the connection as well.
        assertThat(client.until("data: " + i + "\n\n")).endsWith("data: " + i + "\n\n");
        arrived.get(i).countDown();
      }
      assertThat(client.rest()).endsWith("\r\n0\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLargeDownloadArrivesWhole(boolean chunked) throws Exception {
    answers.put(
        "/large",
        (request, wire) -> {
          wire.send(
              "HTTP/1.1 200 OK\r\n"
                  + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + LARGE)
                  + "\r\n\r\n");
          byte[] piece = new byte[1 << 16];
          InputStream body = Bulk.of(LARGE);
          for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
            wire.send(chunked ? Integer.toHexString(n) + "\r\n" : "");
            wire.send(piece);
            wire.send(chunked ? "\r\n" : "");
          }
          wire.send(chunked ? "0\r\n\r\n" : "");
        });
    HttpResponse<InputStream> response =
        greeted(HttpClient.Version.HTTP_2)
            .send(request("/large").build(), BodyHandlers.ofInputStream());
    try (InputStream body = response.body();
        Bulk.Checksum checksum = new Bulk.Checksum()) {
      assertThat(body.transferTo(checksum)).isEqualTo(LARGE);
      assertThat(checksum.text()).isEqualTo(Bulk.checksum(LARGE));
    }
  }

  /**
   * The server's own default is to read no more than 10 MiB. (It does not even ask us about a
   * longer Content-Length: that takes a setting of its listener.)
   */
  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aLargeUploadOfUnknownLengthArrivesWhole(HttpClient.Version version) throws Exception {
    answers.put(
        "/upload",
        (request, wire) -> {
          try (Bulk.Checksum checksum = new Bulk.Checksum()) {
            wire.body(request, checksum);
            wire.answer(200, checksum.text());
          }
        });
    HttpResponse<String> response =
        greeted(version)
            .send(
                request("/upload").POST(BodyPublishers.ofInputStream(() -> Bulk.of(LARGE))).build(),
                BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(Bulk.checksum(LARGE));
    assertThat(response.version()).isEqualTo(spoken(version));
    assertThat(member.lastRequest().header("Transfer-Encoding")).hasValue("chunked");
  }

  /**
   * A client that has a connection and has changed its version. Payara, by itself, now and then
   * leaves it waiting for the answer to that: it asks anew then.
   */
  private HttpClient greeted(HttpClient.Version version) throws Exception {
    answers.put("/hello", (request, wire) -> wire.answer(200, "hello"));
    HttpRequest hello = request("/hello").timeout(Duration.ofSeconds(15)).build();
    for (int left = 3; ; left--) {
      HttpClient client = HttpClient.newBuilder().version(version).build();
      try {
        client.send(hello, BodyHandlers.discarding());
        return client;
      } catch (IOException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(front() + path)).timeout(Duration.ofMinutes(2));
  }
}
