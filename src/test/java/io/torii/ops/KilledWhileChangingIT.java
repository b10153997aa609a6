package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product killed while a client changes something as fast as it can. */
@OnceInABuild
class KilledWhileChangingIT {

  private static final int KILLS = 3;

  @TempDir Path folder;
  private final Random random = new Random();
  private final List<Integer> made = new CopyOnWriteArrayList<>();
  private String path = "";

  @Test
  void whatWasAnsweredHoldsAfterEachStart() throws Exception {
    try (Backend member = Backend.start(Script.ok("x"))) {
      Path file =
          Files.writeString(
              folder.resolve("torii.conf"),
              """
              BalancerPersist On
              <Proxy balancer://b>
                BalancerMember %s timeout=1
              </Proxy>
              ProxyPass / balancer://b/
              <Location /manager>
                SetHandler balancer-manager
              </Location>
              """
                  .formatted(member.url()));
      path = ManagerApi.member("b", member.url());
      Path audit = folder.resolve("audit.log");
      AtomicInteger answered = new AtomicInteger(1);
      for (int kill = 0; kill <= KILLS; kill++) {
        int port = ToriiProcess.freePort();
        ManagerApi api = ManagerApi.at(port);
        try (ToriiProcess torii =
            ToriiProcess.start(
                    "-f",
                    file.toString(),
                    "-D",
                    "torii.listen=127.0.0.1:" + port,
                    "-D",
                    "torii.manager.audit-log=" + audit)
                .awaitPort(port)) {
          int held = api.settings(path).getInt("timeout");
          assertThat(held).isBetween(answered.get(), answered.get() + 1);
          answered.set(held);
          CompletableFuture<Void> client = CompletableFuture.runAsync(() -> change(api, answered));
          int enough = held + random.nextInt(5, 40);
          await().atMost(Duration.ofSeconds(60)).until(() -> answered.get() >= enough);
          torii.kill();
          client.get(60, TimeUnit.SECONDS);
          assertThat(audited(audit)).containsAll(made);
        }
      }
      assertThat(folder.resolve("torii-changes.json")).exists();
    }
  }

  /** The values that the audit log says have been set. */
  private static List<Integer> audited(Path audit) throws IOException {
    return Files.readAllLines(audit).stream()
        .filter(line -> line.endsWith("\"result\":\"made\"}"))
        .map(line -> line.replaceFirst(".*timeout=(\\d+).*", "$1"))
        .map(Integer::valueOf)
        .toList();
  }

  /** Until nobody answers any more. */
  private void change(ManagerApi api, AtomicInteger answered) {
    try {
      while (true) {
        int next = answered.get() + 1;
        api.change("PATCH", path, "{\"timeout\":" + next + "}");
        made.add(next);
        answered.set(next);
      }
    } catch (AssertionError e) {
      assertThat(e).hasRootCauseInstanceOf(IOException.class);
    }
  }
}
