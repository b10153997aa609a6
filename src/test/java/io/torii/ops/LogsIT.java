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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the log files of a directive file. */
@OnceInABuild
class LogsIT {

  @TempDir Path folder;

  @Test
  void eachRequestHasOneLineAndEachStateChangeAnother() throws IOException {
    int port = ToriiProcess.freePort();
    String front = "http://127.0.0.1:" + port;
    try (Backend well = Backend.start(Script.ok("well"))) {
      Path file =
          Files.writeString(
              folder.resolve("torii.conf"),
              """
              Listen 127.0.0.1:%d
              ErrorLog error.log
              CustomLog access.log "%%m %%U%%q %%>s"
              <Proxy balancer://b>
                BalancerMember http://127.0.0.1:%d
                BalancerMember %s
              </Proxy>
              ProxyPassMatch ^/port/(\\d+)/ http://127.0.0.1:$1/
              ProxyPass / balancer://b/
              <Location /balancer-manager>
                SetHandler balancer-manager
              </Location>
              """
                  .formatted(port, Backend.refusingPort(), well.url()));
      try (ToriiProcess torii = ToriiProcess.start("-f", file.toString()).awaitPort(port)) {
        assertThat(Web.get(front + "/balancer-manager?a=1").statusCode()).isEqualTo(200);
        assertThat(Web.get(front + "/balancer-manager/api/balancers").statusCode()).isEqualTo(200);
        assertThat(Web.get(front + "/balancer-manager/api/none").statusCode()).isEqualTo(404);
        assertThat(Web.get(front + "/x").body()).isEqualTo("well");
        var broken = Web.get(front + "/port/99999/");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).doesNotContain("torii.conf").doesNotContain("ProxyPassMatch");
        assertThat(torii.alive()).isTrue();
      }
      // It has ended, so that everything is written.
      assertThat(lines("access.log"))
          .containsExactly(
              "GET /balancer-manager?a=1 200",
              "GET /balancer-manager/api/balancers 200",
              "GET /balancer-manager/api/none 404",
              "GET /x 200",
              "GET /port/99999/ 400");
      assertThat(lines("error.log"))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains("[proxy_balancer:error]")
                      .contains("AH00959: balancer://b: disabling member"))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains("AH00898: the target names no valid host: see ProxyPassMatch")
                      .contains("[request "));
    }
  }

  private List<String> lines(String name) throws IOException {
    Path file = folder.resolve(name);
    await().until(() -> Files.exists(file));
    return Files.readAllLines(file);
  }
}
