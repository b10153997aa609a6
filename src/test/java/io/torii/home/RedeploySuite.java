package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Each deployment takes with it what it brought. The control is an application of one page, which
 * is deployed the same way as often: what stays behind of it is the container's.
 */
abstract class RedeploySuite extends HomeSuite {

  private static final int TIMES = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Backend member = member(Script.ok("here"));

  @Override
  protected Map<String, String> configuration() throws IOException {
    return Map.of();
  }

  /** Everything that has a thread or keeps a connection: checks, logs, a pool, the file's watch. */
  private Map<String, String> product() throws IOException {
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

  @Test
  void nothingIsLeftBehind() throws IOException {
    ServerProcess server = ServerProcess.of(home().pid());
    Path empty = Wars.empty();
    for (int i = 0; i < TIMES; i++) {
      controlled(empty);
    }
    long loaders = server.webLoaders();
    assertThat(loaders).isPositive();
    Map<String, String> product = product();
    deployed(product); // the client's connections are there by now, and the server's threads
    long sockets = server.sockets();
    long threads = server.threads();
    for (int i = 1; i < TIMES; i++) {
      deployed(product);
    }
    controlled(empty); // a server may hold on to the last application, whatever that was
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(server.webLoaders()).isLessThanOrEqualTo(loaders));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(server.sockets()).isLessThanOrEqualTo(sockets));
    assertThat(server.threads()).isLessThan(threads + TIMES);
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
    with(
        product,
        () -> {
          assertThat(get("/").body()).isEqualTo("here");
          assertThat(get("/balancer-manager/api/balancers").body()).contains("\"name\":\"b\"");
          await().atMost(PATIENCE).until(() -> checks() > checks);
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
