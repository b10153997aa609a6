package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.OnceInABuild;
import io.torii.testkit.ToriiProcess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code --demo}: what a newcomer sees first. */
@OnceInABuild
class DemoIT {

  private static final Pattern SERVED = Pattern.compile("Served by (app\\d)");
  private static final Pattern URL = Pattern.compile("http://\\S+");

  @Test
  void rotatesSticksAndLosesNothing() throws Exception {
    int port = ToriiProcess.freePort();
    try (ToriiProcess torii = ToriiProcess.start("--demo", "-D", "torii.listen=" + port)) {
      await().atMost(Duration.ofSeconds(20)).until(() -> torii.out().contains("Stop with Ctrl-C"));
      List<String> urls = URL.matcher(torii.out()).results().map(r -> r.group()).toList();
      assertThat(urls.get(0)).isEqualTo("http://localhost:" + port + "/");
      assertThat(urls.get(1)).isEqualTo("http://localhost:" + port + "/balancer-manager/");

      Set<String> seen = new TreeSet<>();
      for (int i = 0; i < 3; i++) {
        seen.add(member(Web.get(urls.get(0))));
      }
      assertThat(seen).containsExactly("app1", "app2", "app3");

      HttpResponse<String> first = Web.get(urls.get(0));
      String cookie =
          first.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
      assertThat(cookie).matches("JSESSIONID=\\w+\\." + member(first));
      for (int i = 0; i < 6; i++) {
        assertThat(member(Web.get(urls.get(0), "Cookie", cookie))).isEqualTo(member(first));
      }
      assertThat(Web.get(urls.get(1)).body()).startsWith("<!doctype html>");
      assertThat(Web.get(urls.get(1) + "api/balancers").body()).contains("\"name\":\"demo\"");

      stopOneUnderLoad(urls.get(0), urls.get(2), member(first), cookie);
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  /** With and without the session of the backend that goes: every request is answered. */
  private static void stopOneUnderLoad(String url, String control, String goes, String cookie)
      throws InterruptedException {
    ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String[] headers = t % 2 == 0 ? new String[0] : new String[] {"Cookie", cookie};
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 100; i++) {
                  statuses.add(Web.get(url, headers).statusCode());
                }
              });
      thread.start();
      threads.add(thread);
    }
    assertThat(Web.get(control + "?stop=" + goes).body()).contains(goes + " is stopped");
    for (Thread thread : threads) {
      thread.join(60_000);
    }
    assertThat(statuses).hasSize(400).containsOnly(200);
  }

  @Test
  void findsAnotherPortWhenTheUsualOneIsTaken() throws Exception {
    try (ToriiProcess one = ToriiProcess.start("--demo")) {
      String first = announced(one);
      try (ToriiProcess two = ToriiProcess.start("--demo")) {
        String second = announced(two);
        assertThat(second).isNotEqualTo(first);
        assertThat(Web.get(first).statusCode()).isEqualTo(200);
        assertThat(Web.get(second).statusCode()).isEqualTo(200);
      }
    }
  }

  private static String announced(ToriiProcess torii) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> torii.out().contains("Stop with Ctrl-C") || !torii.alive());
    Matcher url = URL.matcher(torii.out());
    assertThat(url.find()).as(torii.out() + torii.err()).isTrue();
    return url.group();
  }

  private static String member(HttpResponse<String> page) {
    Matcher served = SERVED.matcher(page.body());
    assertThat(served.find()).as(page.body()).isTrue();
    return served.group(1);
  }
}
