package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire on both sides, byte by byte where it matters. */
// Heads are written with their line ends, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
class ExchangeIT {

  private static final int CHUNK = 1 << 16;

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private int port;

  @BeforeEach
  void choosePort() {
    port = ToriiProcess.freePort();
  }

  @AfterEach
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  private Backend backend(Script script) throws IOException {
    Backend backend = Backend.start(script);
    open.add(backend);
    return backend;
  }

  private ToriiProcess torii(String directives) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"), "Listen 127.0.0.1:" + port + "\n" + directives + "\n");
    ToriiProcess torii = ToriiProcess.start("-f", file.toString());
    open.add(torii);
    return torii.awaitPort(port);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(15_000);
    open.add(socket);
    return socket;
  }

  /** Sends a request and reads up to the end of the connection. */
  private String raw(String request) throws IOException {
    Socket socket = connect();
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private String get(String path) throws IOException {
    return raw("GET " + path + " HTTP/1.1\r\nHost: www\r\nConnection: close\r\n\r\n");
  }

  @Test
  void theMemberSeesTheRequestAsItIs() throws IOException {
    Backend backend = backend(Script.echo());
    torii("ProxyPass / " + backend.url() + "/ nocanon");
    raw(
        "FROB /a%2fb/../%7Ec?x=%zz&y HTTP/1.1\r\nHost: www\r\nX-One: 1\r\nx-one: 2\r\n"
            + "Connection: close, X-Gone\r\nX-Gone: 1\r\nKeep-Alive: 5\r\nTE: trailers\r\n"
            + "Upgrade: x\r\nX-Forwarded-For: 10.9.9.9\r\nX-Forwarded-Proto: forged\r\n\r\n");
    assertThat(backend.lastRequest().requestLine())
        .isEqualTo("FROB /a%2fb/../%7Ec?x=%zz&y HTTP/1.1");
    assertThat(backend.lastRequest().fields().get(0))
        .isEqualToIgnoringCase("Host: " + backend.host() + ":" + backend.port());
    assertThat(backend.lastRequest().all("X-One")).containsExactly("1", "2");
    for (String gone : List.of("X-Gone", "Keep-Alive", "Upgrade")) {
      assertThat(backend.lastRequest().header(gone)).as(gone).isEmpty();
    }
    assertThat(backend.lastRequest().all("TE")).containsExactly("trailers");
    assertThat(backend.lastRequest().all("Connection")).containsExactly("TE");
    assertThat(backend.lastRequest().header("X-Forwarded-For")).hasValue("10.9.9.9, 127.0.0.1");
    assertThat(backend.lastRequest().header("X-Forwarded-Proto")).hasValue("http");
    assertThat(backend.lastRequest().header("X-Forwarded-Port")).hasValue(Integer.toString(port));
  }

  @Test
  void theClientSeesTheResponseAsItIs() throws IOException {
    Backend backend =
        backend(
            Script.raw(
                "HTTP/1.1 299 Odd\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nServer: theirs\r\n"
                    + "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nConnection: X-Hop\r\nX-Hop: 1\r\n"
                    + "Content-Length: 2\r\n\r\nok"));
    torii("ProxyPass / " + backend.url() + "/");
    assertThat(get("/").toLowerCase(Locale.ROOT))
        .startsWith("http/1.1 299")
        .contains("date: sun, 06 nov 1994 08:49:37 gmt", "server: theirs")
        .contains("set-cookie: a=1\r\n", "set-cookie: b=2\r\n")
        .doesNotContain("x-hop")
        .endsWith("\r\n\r\nok");
  }

  @Test
  void responsesWithoutABody() throws IOException {
    Backend backend =
        backend(
            Script.each(
                (request, wire) -> {
                  if (request.method().equals("HEAD")) {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 42\r\n\r\n");
                  } else if (request.target().equals("/204")) {
                    wire.send("HTTP/1.1 204 No Content\r\n\r\n");
                  } else {
                    wire.send("HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n");
                  }
                }));
    torii("ProxyPass / " + backend.url() + "/");
    assertThat(raw("HEAD / HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n"))
        .contains("Content-Length: 42")
        .endsWith("\r\n\r\n");
    assertThat(get("/204")).startsWith("HTTP/1.1 204").endsWith("\r\n\r\n");
    assertThat(get("/304")).startsWith("HTTP/1.1 304").contains("\"x\"").endsWith("\r\n\r\n");
  }

  @Test
  void aResponseThatBreaksOffIsNeverWholeForTheClient() throws IOException {
    Backend backend =
        backend(
            wire -> {
              boolean chunked =
                  wire.request().map(r -> r.target().equals("/chunked")).orElse(false);
              wire.send(
                  chunked
                      ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
                      : "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            });
    torii("ProxyPass / " + backend.url() + "/");
    assertThat(get("/chunked")).contains("abc").doesNotContain("0\r\n\r\n");
    String answer =
        raw("GET /length HTTP/1.1\r\nHost: w\r\n\r\n"); // kept alive: only a cut ends it
    assertThat(answer).contains("Content-Length: 10").endsWith("abc");
  }

  @Test
  void eventsArriveOneByOne() throws IOException {
    CountDownLatch more = new CountDownLatch(1);
    Backend backend =
        backend(
            wire -> {
              if (wire.request().isPresent()) {
                wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
                await(more);
                wire.send("data: 2\n\n");
              }
            });
    torii("ProxyPass / " + backend.url() + "/");
    Socket socket = connect();
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: w\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(until(socket.getInputStream(), "data: 1\n\n")).contains("text/event-stream");
    more.countDown();
    assertThat(until(socket.getInputStream(), "data: 2\n\n")).isNotEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String until(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int c = in.read();
      assertThat(c).as(text.toString()).isNotNegative();
      text.append((char) c);
    }
    return text.toString();
  }

  /** 512 MiB through a heap of 256 MiB, both ways. */
  @Test
  void largeBodiesStream() throws Exception {
    long size = 512L * 1024 * 1024;
    Backend backend =
        backend(
            wire -> {
              var head = wire.head();
              if (head.isPresent()) {
                InputStream in = wire.in();
                byte[] buffer = new byte[CHUNK];
                long left = size;
                while (left > 0) {
                  int n = in.read(buffer, 0, (int) Math.min(left, CHUNK));
                  if (n < 0) {
                    return;
                  }
                  left -= n;
                }
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                for (long sent = 0; sent < size; sent += CHUNK) {
                  wire.send(buffer);
                }
              }
            });
    torii("ProxyPass / " + backend.url() + "/");
    Socket socket = connect();
    OutputStream out = socket.getOutputStream();
    Thread sender =
        new Thread(
            () -> {
              try {
                out.write(
                    ("POST / HTTP/1.1\r\nHost: w\r\nConnection: close\r\nContent-Length: "
                            + size
                            + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                byte[] buffer = new byte[CHUNK];
                for (long sent = 0; sent < size; sent += buffer.length) {
                  out.write(buffer);
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    sender.start();
    InputStream in = socket.getInputStream();
    until(in, "\r\n\r\n");
    long received = 0;
    byte[] buffer = new byte[CHUNK];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      received += n;
    }
    sender.join(10_000);
    assertThat(received).isEqualTo(size);
  }
}
