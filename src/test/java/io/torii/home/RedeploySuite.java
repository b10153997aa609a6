package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.TraceCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Each deployment takes with it what it brought. The control is an application of one page, which
 * is deployed the same way as often: what stays behind of it is the container's.
 */
abstract class RedeploySuite extends HomeSuite {

  /**
   * The deployer's own, and the last application, which a server may hold on to. The control's may
   * still be more: WildFly lets go of them later.
   */
  private static final int FEW_LOADERS = 2;

  private static final int TIMES = 10;

  /** Fewer than one for each deployment, so that a thread that stays behind each time is seen. */
  private static final int SPARE_THREADS = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Backend member = member(Script.ok("here"));
  private final TraceCollector collector = closing(TraceCollector.start());

  @Override
  protected Map<String, String> configuration() throws IOException {
    return Map.of();
  }

  /** Everything that has a thread or keeps a connection: checks, logs, a pool, the file's watch. */
  private Map<String, String> site() throws IOException {
    return directives(
        """
        ErrorLog "%1$s/error.log"
        CustomLog "%1$s/access.log" common
        <Proxy balancer://b>
          BalancerMember %2$s hcmethod=GET hcinterval=1 hcuri=/check
        </Proxy>
        <Location /balancer-manager>
          SetHandler balancer-manager
        </Location>
        ProxyPass / balancer://b/
        """
            .formatted(folder(), member.url()));
  }

  /** With traces, which have a thread and a connection too. */
  private Map<String, String> product() throws IOException {
    Map<String, String> product = new HashMap<>(site());
    product.put("otel.sdk.disabled", "false");
    product.put("otel.bsp.schedule.delay", "100");
    product.put("otel.exporter.otlp.endpoint", collector.endpoint());
    product.put("otel.exporter.otlp.protocol", "http/protobuf");
    return product;
  }

  /** What a process has: the class loaders of web applications, TCP sockets, threads. */
  private record Holds(long loaders, long sockets, long threads) {

    static Holds now(ServerProcess server) throws IOException {
      return new Holds(server.webLoaders(), server.sockets(), server.threads());
    }

    /** The server's own pools grow and shrink; what each of the deployments leaves is more. */
    boolean within(Holds before) {
      return loaders <= Math.min(before.loaders, FEW_LOADERS)
          && sockets <= before.sockets
          && threads <= before.threads + SPARE_THREADS;
    }

    String since(Holds before) {
      return "class loaders %d -> %d, sockets %d -> %d, threads %d -> %d"
          .formatted(before.loaders, loaders, before.sockets, sockets, before.threads, threads);
    }
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    ServerProcess server = ServerProcess.of(home().pid());
    Path empty = Wars.empty();
    Map<String, String> product = product();
    deployed(product); // the client's connections are there by now, and the server's threads
    for (int i = 0; i < TIMES; i++) {
      controlled(empty);
    }
    Holds before = Holds.now(server);
    assertThat(before.loaders()).isPositive();
    for (int i = 0; i < TIMES; i++) {
      deployed(product);
    }
    controlled(empty); // a server may hold on to the last application, whatever that was
    Holds[] last = {before};
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                Holds now = Holds.now(server);
                last[0] = now;
                assertThat(now.within(before)).as(now.since(before)).isTrue();
              });
    } finally {
      Matrix.add(home().container().title(), TIMES + " redeployments: " + last[0].since(before));
    }
  }

  private void controlled(Path empty) {
    home().deploy(empty);
    try {
      assertThat(get("/index.html").body()).isEqualTo("here");
    } finally {
      home().undeploy();
    }
  }

  private void deployed(Map<String, String> product) throws IOException {
    ServerProcess server = ServerProcess.of(home().pid());
    int checks = checks();
    int spans = collector.spans().size();
    with(
        product,
        () -> {
          assertThat(get("/").body()).isEqualTo("here");
          assertThat(get("/balancer-manager/api/balancers").body()).contains("\"name\":\"b\"");
          await().atMost(PATIENCE).until(() -> checks() > checks);
          await().atMost(PATIENCE).until(() -> collector.spans().size() > spans);
          assertThat(member.open()).isPositive();
          assertThat(server.ownThreads())
              .anyMatch(thread -> thread.startsWith("\"torii-reload"))
              .anyMatch(thread -> thread.startsWith("\"torii-check-ticker"))
              .anyMatch(thread -> thread.startsWith("\"torii-upstream-watchdog"))
              .anyMatch(thread -> thread.startsWith("\"torii-log"));
        });
    await().atMost(PATIENCE).until(server::ownThreads, List::isEmpty);
    await().atMost(PATIENCE).until(() -> member.open() == 0);
  }

  private int checks() {
    return (int) member.requests().stream().filter(r -> r.target().equals("/check")).count();
  }
}
