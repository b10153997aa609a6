package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member that is drained while clients with and without sessions go on asking. */
class DrainUnderLoadIT {

  private static final String SESSION = "S=x.ra";

  @TempDir Path folder;
  private final Semaphore answers = new Semaphore(0);
  private final AtomicInteger unsticky = new AtomicInteger();
  private final AtomicInteger sticky = new AtomicInteger();
  private ManagerApi api;
  private Backend a;
  private Backend b;
  private String path;
  private ToriiProcess torii;

  @BeforeEach
  void start() throws IOException {
    Script script =
        Script.each(
            (request, wire) -> {
              if (request.target().startsWith("/held")) {
                hold();
              }
              wire.answer(200, "done");
            });
    a = Backend.start(script);
    b = Backend.start(script);
    int port = ToriiProcess.freePort();
    api = ManagerApi.at(port);
    path = ManagerApi.member("b", a.url());
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"),
            """
            Listen 127.0.0.1:%d
            <Proxy balancer://b>
              BalancerMember %s route=ra
              BalancerMember %s route=rb
              ProxySet stickysession=S
            </Proxy>
            ProxyPass / balancer://b/
            <Location /manager>
              SetHandler balancer-manager
            </Location>
            """
                .formatted(port, a.url(), b.url()));
    torii = ToriiProcess.start("-f", file.toString()).awaitPort(port);
  }

  @AfterEach
  void stop() throws IOException {
    answers.release(1_000);
    torii.close();
    a.close();
    b.close();
  }

  private void hold() {
    try {
      assertThat(answers.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String askWithoutSession() {
    return Integer.toString(
        Web.get(api.site() + "/unsticky/" + unsticky.incrementAndGet()).statusCode());
  }

  private String askInSession() {
    String url = api.site() + "/sticky/" + sticky.incrementAndGet();
    return Integer.toString(Web.get(url, "Cookie", SESSION).statusCode());
  }

  /** The numbers of the requests of a kind that a member has got. */
  private static List<Integer> got(Backend member, String kind) {
    String start = "/" + kind + "/";
    return member.requests().stream()
        .filter(request -> request.target().startsWith(start))
        .map(request -> Integer.valueOf(request.target().substring(start.length())))
        .toList();
  }

  private static boolean isIn(Backend member, String kind, int after) {
    return got(member, kind).stream().anyMatch(number -> number > after);
  }

  private JsonObject drain(String order) {
    return ManagerApi.read(api.change("PUT", path + "/drain", order).body()).asJsonObject();
  }

  private boolean drains() {
    return Web.get(api.url() + path + "/drain").statusCode() == 200;
  }

  private JsonObject event(String start) {
    return api.array("events").getValuesAs(JsonObject.class).stream()
        .filter(event -> event.getString("text").startsWith(start))
        .findFirst()
        .orElseThrow(() -> new AssertionError(api.events()));
  }

  @Test
  void nobodyNewComesAndNobodyIsLostUntilItIsRemovedAtItsDeadline() throws Exception {
    try (Load without = Load.of(3, this::askWithoutSession, "200");
        Load within = Load.of(2, this::askInSession, "200")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> isIn(a, "unsticky", 20));
      JsonObject drain = drain("{\"deadline\":4,\"quiet\":30,\"then\":\"remove\"}");
      int last = unsticky.get();
      int before = sticky.get();
      await().atMost(Duration.ofSeconds(4)).until(() -> isIn(a, "sticky", before));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> api.array("balancers/b/members").size() == 1);
      int sessions = sticky.get();
      await().atMost(Duration.ofSeconds(30)).until(() -> isIn(b, "sticky", sessions));
      assertThat(without.stop()).isEmpty();
      assertThat(within.stop()).isEmpty();
      assertThat(got(a, "unsticky")).allMatch(number -> number <= last);
      assertThat(isIn(b, "unsticky", last)).isTrue();
      Instant over = Instant.parse(event("the drain is over: the deadline").getString("at"));
      Instant deadline = Instant.parse(drain.getString("deadline"));
      assertThat(over).isBetween(deadline, deadline.plusSeconds(1));
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  @Test
  void itsLastRequestsAreCountedDownAndItIsDisabled() {
    List<CompletableFuture<Integer>> held = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String url = api.site() + "/held/" + i;
      held.add(CompletableFuture.supplyAsync(() -> Web.get(url, "Cookie", SESSION).statusCode()));
      int number = i;
      await().atMost(Duration.ofSeconds(20)).until(() -> got(a, "held").size() > number);
    }
    JsonObject drain = drain("{\"deadline\":300,\"quiet\":0.5,\"then\":\"disable\"}");
    assertThat(drain.getInt("busy")).isEqualTo(3);
    for (int left = 2; left >= 1; left--) {
      answers.release();
      int wanted = left;
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> api.object(path + "/drain").getInt("busy") == wanted);
    }
    answers.release();
    await().atMost(Duration.ofSeconds(20)).until(() -> !drains());
    await().atMost(Duration.ofSeconds(20)).until(() -> api.settings(path).getBoolean("disabled"));
    assertThat(api.settings(path).getBoolean("draining")).isFalse();
    assertThat(held).allSatisfy(answer -> assertThat(answer.get()).isEqualTo(200));
    assertThat(api.events()).contains("the drain is over: all its requests are over");
    assertThat(Web.get(api.site() + "/sticky/0", "Cookie", SESSION).statusCode()).isEqualTo(200);
    assertThat(got(b, "sticky")).containsExactly(0);
  }

  @Test
  void cancelledItIsAsBefore() throws Exception {
    try (Load without = Load.of(2, this::askWithoutSession, "200")) {
      drain("{\"deadline\":300,\"then\":\"remove\"}");
      int last = unsticky.get();
      await().atMost(Duration.ofSeconds(30)).until(() -> isIn(b, "unsticky", last + 20));
      assertThat(isIn(a, "unsticky", last)).isFalse();
      assertThat(api.object(path + "/drain").getString("then")).isEqualTo("remove");
      api.change("DELETE", path + "/drain", "");
      await().atMost(Duration.ofSeconds(30)).until(() -> isIn(a, "unsticky", last));
      assertThat(without.stop()).isEmpty();
      assertThat(drains()).isFalse();
      assertThat(api.settings(path).getBoolean("draining")).isFalse();
      assertThat(api.array("changes")).isEmpty();
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }
}
