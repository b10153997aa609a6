package io.torii.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.ops.Web;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each deployment takes with it what it brought. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class WildFlyRedeployIT {

  private static final int TIMES = 10;
  private static final Backend MEMBER = WildFly.member(Script.ok("here"));

  /** Everything that has a thread or keeps a connection: checks, logs, a pool, the file's watch. */
  @Deployment(name = "torii", managed = false, testable = false)
  static WebArchive war() throws IOException {
    Path logs = Files.createTempDirectory(Path.of("target"), "redeploy").toAbsolutePath();
    return WildFly.war(
        """
        ErrorLog "%1$s/error.log"
        CustomLog "%1$s/access.log" common
        <Proxy balancer://b>
          BalancerMember %2$s hcmethod=GET hcinterval=1 hcuri=/check
        </Proxy>
        ProxyPass / balancer://b/
        """
            .formatted(logs, MEMBER.url()));
  }

  @AfterAll
  static void stop() throws IOException {
    MEMBER.close();
  }

  @Test
  void nothingIsLeftBehind(@ArquillianResource Deployer deployer) throws IOException {
    ServerProcess server = ServerProcess.running();
    long sockets = 0;
    for (int i = 1; i <= TIMES; i++) {
      deployer.deploy("torii");
      assertThat(Web.get(WildFly.front() + "/").body()).isEqualTo("here");
      await().until(() -> MEMBER.requests().stream().anyMatch(r -> r.target().equals("/check")));
      assertThat(MEMBER.open()).isPositive();
      assertThat(server.ownThreads())
          .anyMatch(thread -> thread.startsWith("\"torii-reload"))
          .anyMatch(thread -> thread.startsWith("\"torii-check-ticker"))
          .anyMatch(thread -> thread.startsWith("\"torii-upstream-watchdog"))
          .anyMatch(thread -> thread.startsWith("\"torii-log"));
      deployer.undeploy("torii");
      await().atMost(Duration.ofSeconds(30)).until(server::ownThreads, List::isEmpty);
      await().atMost(Duration.ofSeconds(30)).until(() -> MEMBER.open() == 0);
      if (i == 1) { // the server's own, and ours to it, are open by now
        sockets = server.sockets();
      }
    }
    long before = sockets;
    assertThat(before).isPositive();
    await().atMost(Duration.ofSeconds(30)).until(() -> server.sockets() <= before);
  }
}
