package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several operators at the same thing at the same time: nobody overwrites what he has not seen. */
@OnceInABuild
class ConflictsIT {

  private static final int ROUNDS = 100;
  private static final int CLIENTS = 4;
  private static final int INCREMENTS = 25;

  @TempDir Path folder;
  private final int port = ToriiProcess.freePort();
  private final ManagerApi api = ManagerApi.at(port);

  private ToriiProcess started(Backend member) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"),
            """
            Listen 127.0.0.1:%d
            BalancerPersist On
            <Proxy balancer://b>
              BalancerMember %s timeout=1
            </Proxy>
            ProxyPass / balancer://b/
            <Location /manager>
              SetHandler balancer-manager
            </Location>
            """
                .formatted(port, member.url()));
    return ToriiProcess.start("-f", file.toString()).awaitPort(port);
  }

  @Test
  void ofTwoWithTheSameEtagOneIsRefused() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(2);
    try (Backend member = Backend.start(Script.ok("x"));
        ToriiProcess torii = started(member)) {
      String path = ManagerApi.member("b", member.url());
      for (int round = 1; round <= ROUNDS; round++) {
        String etag = api.object(path).getString("etag");
        CyclicBarrier together = new CyclicBarrier(2);
        int first = 2 * round;
        List<CompletableFuture<Integer>> both =
            IntStream.of(first, first + 1)
                .mapToObj(
                    timeout ->
                        CompletableFuture.supplyAsync(
                            () -> {
                              await(together);
                              return patch(path, timeout, etag);
                            },
                            clients))
                .toList();
        List<Integer> answers = List.of(both.get(0).get(), both.get(1).get());
        assertThat(answers).containsExactlyInAnyOrder(200, 412);
        int made = answers.get(0) == 200 ? first : first + 1;
        assertThat(api.settings(path).getInt("timeout")).isEqualTo(made);
      }
      assertThat(api.array("changes")).hasSize(1);
      assertThat(torii.err()).doesNotContain("Exception");
    } finally {
      clients.shutdownNow();
    }
  }

  /** Each counts up what it has seen, and looks again when it was too late. */
  @Test
  void noneOfManyIsLost() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (Backend member = Backend.start(Script.ok("x"));
        ToriiProcess torii = started(member)) {
      String path = ManagerApi.member("b", member.url());
      List<CompletableFuture<Void>> all =
          IntStream.range(0, CLIENTS)
              .mapToObj(i -> CompletableFuture.runAsync(() -> countUp(path), clients))
              .toList();
      for (CompletableFuture<Void> client : all) {
        client.get(60, TimeUnit.SECONDS);
      }
      int sum = 1 + CLIENTS * INCREMENTS;
      assertThat(api.settings(path).getInt("timeout")).isEqualTo(sum);
      assertThat(Files.readString(folder.resolve("torii-changes.json")))
          .contains("\"" + sum + "s\"");
      assertThat(torii.err()).doesNotContain("Exception");
    } finally {
      clients.shutdownNow();
    }
  }

  private void countUp(String path) {
    int made = 0;
    for (int attempt = 0; made < INCREMENTS && attempt < 10_000; attempt++) {
      HttpResponse<String> seen = Web.get(api.url() + path);
      int timeout =
          ManagerApi.read(seen.body()).asJsonObject().getJsonObject("settings").getInt("timeout");
      int status = patch(path, timeout + 1, seen.headers().firstValue("ETag").orElseThrow());
      assertThat(status).isIn(200, 412);
      made += status == 200 ? 1 : 0;
    }
    assertThat(made).isEqualTo(INCREMENTS);
  }

  private int patch(String path, int timeout, String etag) {
    return api.send("PATCH", path, "{\"timeout\":" + timeout + "}", etag).statusCode();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
