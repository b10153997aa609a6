package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access rules cannot be walked around by spelling a path in another way. */
class AccessIT {

  @TempDir Path folder;

  @Test
  void noSpellingReachesWhatIsProtected() throws IOException {
    int port = ToriiProcess.freePort();
    try (Backend backend = Backend.start(Script.ok("SECRET"))) {
      Path file =
          Files.writeString(
              folder.resolve("torii.conf"),
              """
              Listen 127.0.0.1:%d
              ProxyPass / %s/
              <Location /private>
                Require all denied
              </Location>
              <Location /manager>
                SetHandler balancer-manager
                Require all denied
              </Location>
              """
                  .formatted(port, backend.url()));
      try (ToriiProcess torii = ToriiProcess.start("-f", file.toString()).awaitPort(port)) {
        assertThat(Spellings.answer(InetAddress.getLoopbackAddress(), port, "/public/x"))
            .startsWith("HTTP/1.1 200")
            .endsWith("SECRET");
        List<String> reached = Spellings.reached(InetAddress.getLoopbackAddress(), port, backend);
        assertThat(reached).isEmpty();
        assertThat(torii.err()).doesNotContain("Exception");
      }
    }
  }

  @Test
  void aProxySectionTakesTheUrlThatIsAskedFor() throws IOException {
    int port = ToriiProcess.freePort();
    try (Backend backend = Backend.start(Script.ok("SECRET"))) {
      Path file =
          Files.writeString(
              folder.resolve("torii.conf"),
              """
              Listen 127.0.0.1:%d
              Define BACKEND %s
              <Proxy ${BACKEND}/closed>
                Require all denied
              </Proxy>
              <Proxy ${BACKEND}/app/closed/*>
                Require all denied
              </Proxy>
              ProxyPass /app ${BACKEND}/app
              ProxyPass / ${BACKEND}/
              """
                  .formatted(port, backend.url()));
      try (ToriiProcess torii = ToriiProcess.start("-f", file.toString()).awaitPort(port)) {
        String front = "http://127.0.0.1:" + port;
        assertThat(Web.get(front + "/closed/x").statusCode()).isEqualTo(403);
        assertThat(Web.get(front + "/app/closed/x").statusCode()).isEqualTo(403);
        assertThat(Web.get(front + "/open").body()).isEqualTo("SECRET");
        assertThat(Web.get(front + "/app/open").body()).isEqualTo("SECRET");
        assertThat(torii.err()).doesNotContain("Exception");
      }
    }
  }
}
