package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.MemberProcess;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members that die under load, with every parameter at its default. */
class KillIT {

  private static final int CLIENTS = 8;

  @TempDir Path folder;

  /** One request of the load; times are {@link System#nanoTime()}. */
  private record Sent(String method, int status, long begun) {}

  private ToriiProcess torii(int port, List<String> members) throws IOException {
    String conf =
        "Listen 127.0.0.1:"
            + port
            + "\n<Proxy balancer://b>\n  BalancerMember "
            + String.join("\n  BalancerMember ", members)
            + "\n</Proxy>\nProxyPass / balancer://b/\n";
    Path file = Files.writeString(folder.resolve("torii.conf"), conf);
    return ToriiProcess.start("-f", file.toString()).awaitPort(port);
  }

  /**
   * What can be saved: a GET always, for it may be asked again (RFC 9110 §9.2.2); a POST unless the
   * member had it in its hands when it died.
   */
  @Test
  void membersKilledUnderLoadLoseNothingThatCanBeSaved() throws Exception {
    int port = ToriiProcess.freePort();
    List<MemberProcess> members = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      members.add(MemberProcess.start());
    }
    Queue<Sent> all = new ConcurrentLinkedQueue<>();
    List<Long> kills = new ArrayList<>();
    try (ToriiProcess torii = torii(port, members.stream().map(MemberProcess::url).toList())) {
      AtomicBoolean stop = new AtomicBoolean();
      List<Thread> clients = load("http://127.0.0.1:" + port + "/", stop, all);
      for (MemberProcess victim : members.subList(1, 4)) {
        int before = victim.requests();
        await().atMost(Duration.ofSeconds(60)).until(() -> victim.requests() > before + 200);
        victim.kill();
        kills.add(System.nanoTime());
      }
      int before = members.get(0).requests();
      await().atMost(Duration.ofSeconds(60)).until(() -> members.get(0).requests() > before + 200);
      stop.set(true);
      for (Thread client : clients) {
        client.join(60_000);
      }
      assertThat(torii.alive()).isTrue();
      assertThat(all)
          .as(() -> "of " + all.size() + " requests; Torii's log:\n" + torii.err())
          .filteredOn(s -> s.method().equals("GET") && s.status() != 200)
          .isEmpty();
    } finally {
      for (MemberProcess member : members) {
        member.close();
      }
    }

    assertThat(all).filteredOn(s -> s.method().equals("GET")).hasSizeGreaterThan(400);
    List<Sent> lost = all.stream().filter(s -> s.status() != 200).toList();
    assertThat(lost).allSatisfy(s -> assertThat(s.status()).isEqualTo(502));
    long sofar = Long.MIN_VALUE;
    for (long kill : kills) {
      // Begun before the kill was over, and at most the one that each client was waiting for.
      long from = sofar;
      assertThat(lost)
          .filteredOn(s -> s.begun() - from > 0 && s.begun() - kill <= 0)
          .hasSizeLessThanOrEqualTo(CLIENTS);
      sofar = kill;
    }
    long last = sofar;
    assertThat(lost).noneMatch(s -> s.begun() - last > 0);
  }

  /** GET and POST by turns; each client waits for its answer before it asks again. */
  private static List<Thread> load(String url, AtomicBoolean stop, Queue<Sent> into) {
    List<Thread> clients = new ArrayList<>();
    for (int c = 0; c < CLIENTS; c++) {
      Thread client =
          new Thread(
              () -> {
                for (int i = 0; !stop.get() && i < 1_000_000; i++) {
                  String method = i % 2 == 0 ? "GET" : "POST";
                  long begun = System.nanoTime();
                  int status =
                      Web.request(method, url + i, method.equals("GET") ? "" : "body").statusCode();
                  into.add(new Sent(method, status, begun));
                }
              });
      client.start();
      clients.add(client);
    }
    return clients;
  }

  /** What is left of a member between two steps of its end: the kernel accepts, nobody reads. */
  @Test
  void aMemberThatDropsConnectionsUnreadCostsNoGet() throws Exception {
    int port = ToriiProcess.freePort();
    try (Backend dying = Backend.start(Wire::reset);
        Backend well = Backend.start(Script.ok("well"));
        ToriiProcess torii = torii(port, List.of(dying.url(), well.url()))) {
      for (int i = 0; i < 4; i++) {
        var response = Web.get("http://127.0.0.1:" + port + "/" + i);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("well");
      }
      // Reset while it was being made, or as soon as it was: nobody is there.
      assertThat(torii.err()).contains("AH00957: ").doesNotContain("AH01102");
    }
  }

  /** A member that closes what it keeps open, as one that restarts does, is noticed before use. */
  @Test
  void connectionsThatAMemberClosedWhileIdleCostNoPost() throws Exception {
    int port = ToriiProcess.freePort();
    AtomicInteger posts = new AtomicInteger();
    Script script =
        Script.each(
            (request, wire) -> {
              posts.incrementAndGet();
              wire.answer(200, "x");
            });
    String url = "http://127.0.0.1:" + port + "/";
    try (Backend member = Backend.start(script);
        ToriiProcess torii = torii(port, List.of(member.url()))) {
      for (int round = 0; round < 30; round++) {
        assertThat(Web.request("POST", url, "body").statusCode()).isEqualTo(200);
        if (round % 2 == 0) {
          member.closeConnections();
        } else {
          member.restart();
        }
      }
      assertThat(posts).hasValue(30);
      assertThat(torii.err()).doesNotContain("AH0");
    }
  }
}
