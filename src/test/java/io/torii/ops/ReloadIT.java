package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new configuration under load: taken whole, or refused whole. */
class ReloadIT {

  private static final String RELOADED = "AH00493";

  @TempDir Path folder;
  private Backend one;
  private Backend two;
  private int port;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    one = Backend.start(Script.ok("one"));
    two = Backend.start(Script.ok("two"));
    port = ToriiProcess.freePort();
    file = folder.resolve("torii.conf");
    write(one, two);
  }

  @AfterEach
  void stop() throws IOException {
    one.close();
    two.close();
  }

  private void write(Backend... members) throws IOException {
    StringBuilder text = new StringBuilder("Listen 127.0.0.1:" + port + "\n<Proxy balancer://b>\n");
    for (Backend member : members) {
      text.append("  BalancerMember ").append(member.url()).append('\n');
    }
    text.append("</Proxy>\nProxyPass / balancer://b/\n")
        .append(
            "<Location /manager>\n  SetHandler balancer-manager\n  Require local\n</Location>\n");
    Files.writeString(file, text);
  }

  @Test
  void fiftyTimesUnderLoad() throws Exception {
    try (ToriiProcess torii = ToriiProcess.start("-f", file.toString()).awaitPort(port);
        Socket idle = new Socket(InetAddress.getLoopbackAddress(), port)) {
      askOn(idle);
      reload(torii, 1);
      int threads = count(torii, "task");
      int sockets = count(torii, "fd");
      Load load = Load.of(4, this::status, "200");
      for (int i = 2; i <= 51; i++) {
        if (i % 10 == 0) {
          write(i % 20 == 0 ? new Backend[] {one} : new Backend[] {one, two});
        }
        reload(torii, i);
      }
      assertThat(load.stop()).isEmpty();
      assertThat(load.served()).isGreaterThan(100);
      askOn(idle);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(count(torii, "fd")).isLessThanOrEqualTo(sockets + 16);
                assertThat(count(torii, "task")).isLessThanOrEqualTo(threads + 16);
              });
      String api = Web.get("http://127.0.0.1:" + port + "/manager/api/balancers").body();
      assertThat(api).containsPattern("\"elected\":[1-9]\\d+").contains(one.url(), two.url());
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  @Test
  void aChangedFileIsNoticed() throws Exception {
    try (ToriiProcess torii = ToriiProcess.start("-f", file.toString()).awaitPort(port)) {
      write(two);
      await().atMost(Duration.ofSeconds(6)).until(() -> torii.err().contains(RELOADED));
      for (int i = 0; i < 4; i++) {
        assertThat(Web.get("http://127.0.0.1:" + port + "/").body()).isEqualTo("two");
      }
    }
  }

  /** Whatever is broken is refused with its problems; what was in use serves on. */
  @Test
  void everyBrokenConfigurationIsRefused() throws Exception {
    List<Path> broken;
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/broken"))) {
      broken = files.filter(f -> f.toString().endsWith(".conf")).sorted().toList();
    }
    assertThat(broken).hasSizeGreaterThanOrEqualTo(60);
    String good = Files.readString(file);
    try (ToriiProcess torii = ToriiProcess.start("-f", file.toString()).awaitPort(port)) {
      int refusals = 0;
      for (Path bad : broken) {
        Files.copy(bad, file, StandardCopyOption.REPLACE_EXISTING);
        torii.hangUp();
        refusals++;
        int wanted = refusals;
        await()
            .alias(bad.toString())
            .atMost(Duration.ofSeconds(10))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> occurrences(torii.err(), "The new configuration is refused") >= wanted);
        assertThat(torii.err()).as(bad.toString()).contains(file + ":");
        assertThat(Web.get("http://127.0.0.1:" + port + "/").statusCode())
            .as(bad.toString())
            .isEqualTo(200);
        refusals = occurrences(torii.err(), "The new configuration is refused");
      }
      Files.writeString(file, good);
      await().atMost(Duration.ofSeconds(10)).until(() -> torii.err().contains(RELOADED));
      assertThat(Web.get("http://127.0.0.1:" + port + "/").statusCode()).isEqualTo(200);
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  private String status() {
    return Integer.toString(Web.get("http://127.0.0.1:" + port + "/").statusCode());
  }

  private static void reload(ToriiProcess torii, int number) {
    torii.hangUp();
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> occurrences(torii.err(), RELOADED) >= number);
  }

  /** One request on a connection that stays open. */
  private static void askOn(Socket socket) throws IOException {
    socket.setSoTimeout(5_000);
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    assertThat(lines.readLine()).startsWith("HTTP/1.1 200");
    String line = lines.readLine();
    while (line != null && !line.isEmpty()) {
      line = lines.readLine();
    }
    char[] body = new char[3];
    assertThat(lines.read(body)).isEqualTo(3);
  }

  private static int count(ToriiProcess torii, String what) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc/" + torii.pid() + "/" + what))) {
      return (int) entries.count();
    }
  }

  private static int occurrences(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
