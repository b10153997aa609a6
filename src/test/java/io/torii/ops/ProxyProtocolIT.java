package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RemoteIPProxyProtocol: who the client is stands in front of the connection. */
class ProxyProtocolIT {

  @TempDir Path folder;

  @Test
  void theClientIsWhoTheProxySaysItIs() throws IOException {
    int port = ToriiProcess.freePort();
    try (Backend backend = Backend.start(Script.echo())) {
      Path file =
          Files.writeString(
              folder.resolve("torii.conf"),
              """
              Listen 127.0.0.1:%d
              RemoteIPProxyProtocol On
              ProxyPass / %s/
              <Location /inside>
                Require ip 198.51.100.0/24
              </Location>
              """
                  .formatted(port, backend.url()));
      try (ToriiProcess torii = ToriiProcess.start("-f", file.toString()).awaitPort(port)) {
        String get = "GET /inside HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n";

        assertThat(send(port, "PROXY TCP4 198.51.100.7 127.0.0.1 4711 80\r\n" + get))
            .startsWith("HTTP/1.1 200")
            .containsIgnoringCase("X-Forwarded-For: 198.51.100.7\r\n");
        assertThat(send(port, "PROXY TCP4 203.0.113.9 127.0.0.1 4711 80\r\n" + get))
            .startsWith("HTTP/1.1 403");
        assertThat(send(port, "PROXY UNKNOWN\r\n" + get.replace("/inside", "/")))
            .startsWith("HTTP/1.1 200")
            .containsIgnoringCase("X-Forwarded-For: 127.0.0.1\r\n");
        assertThat(send(port, get)).isEmpty();
        await()
            .untilAsserted(
                () ->
                    assertThat(torii.err())
                        .contains("AH03496", "does not start with a PROXY header"));
      }
    }
  }

  /** All that comes back until the connection ends, or is cut. */
  private static String send(int port, String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      StringBuilder answer = new StringBuilder();
      try {
        for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
          answer.append((char) c);
        }
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).contains("reset")) {
          throw e;
        }
      }
      return answer.toString();
    }
  }
}
