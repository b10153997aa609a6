package io.torii.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.change.Edit;
import io.torii.testkit.OnceInABuild;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever was acknowledged is there, wherever in a change the process is killed. */
@OnceInABuild
class ChangeFileKilledIT {

  private static final int KILLS = 50;
  private static final int FIRST = 1;

  @TempDir Path folder;
  private final Random random = new Random();
  private Path site;
  private ChangeFile file;

  @BeforeEach
  void write() throws IOException {
    site =
        Files.writeString(
            folder.resolve("site.conf"),
            """
            BalancerPersist On
            <Proxy balancer://x>
              BalancerMember http://a:8080 timeout=%d
            </Proxy>
            ProxyPass / balancer://x/
            """
                .formatted(FIRST));
    file = new ChangeFile(folder.resolve("torii-changes.json"));
  }

  @Test
  void theFileIsAlwaysWholeAndHoldsWhatWasAcknowledged() throws Exception {
    long held = FIRST;
    for (int kill = 1; kill <= KILLS; kill++) {
      long acknowledged = acknowledgedUntilKilled(held);
      held = held();
      // the one that was under way may have been written and not yet told
      assertThat(held).as("kill %d", kill).isBetween(acknowledged, acknowledged + 1);
    }
    assertThat(held).isGreaterThan(KILLS);
  }

  /** Starts a process, which must know what is held, and kills it at some moment. */
  private long acknowledgedUntilKilled(long held) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ChangingProcess.class.getName(),
                site.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo(Long.toString(held));
      long last = held;
      for (int i = random.nextInt(1, 12); i > 0; i--) {
        last = Long.parseLong(lines.readLine());
      }
      LockSupport.parkNanos(random.nextLong(5_000_000)); // anywhere within a change
      process.toHandle().destroyForcibly(); // the process's own would close what it has still said
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Long.parseLong(line);
      }
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      return last;
    } finally {
      process.destroyForcibly();
    }
  }

  private long held() throws IOException {
    List<Edit> edits = file.read().all().stream().map(difference -> difference.edit()).toList();
    assertThat(edits).hasSize(1);
    String value = ((Edit.SetMember) edits.get(0)).value();
    return Long.parseLong(value.substring(0, value.length() - 1));
  }
}
