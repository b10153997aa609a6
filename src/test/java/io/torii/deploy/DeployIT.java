package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.torii.ops.Load;
import io.torii.ops.Web;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container's health check and the rotation of logs, against a running product. */
@OnceInABuild
class DeployIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  private final int port = ToriiProcess.freePort();
  private final ExampleApp app = new ExampleApp("app");

  @AfterEach
  void stop() {
    app.close();
  }

  private Path site(String... more) throws IOException {
    return Files.writeString(
        folder.resolve("site.conf"),
        """
        Listen 127.0.0.1:%d
        ProxyPass / http://%s/
        """
                .formatted(port, app.address())
            + String.join("\n", more)
            + '\n');
  }

  private static int healthy(int port, String path) throws Exception {
    return Command.run("bash", "deploy/container/healthcheck.sh", Integer.toString(port), path)
        .status();
  }

  @Test
  void theContainersHealthCheckKnowsLifeFromDeath() throws Exception {
    int own = ToriiProcess.freePort();
    Path health =
        Files.writeString(
            folder.resolve("health.conf"),
            Files.readString(Path.of("deploy/container/health.conf"))
                .replace("8081", Integer.toString(own)));
    String live = "/balancer-manager/health/live";
    try (ToriiProcess torii =
        ToriiProcess.start("-f", health.toString(), "-f", site().toString())
            .awaitPort(port)
            .awaitPort(own)) {
      assertThat(healthy(own, live)).isZero();
      assertThat(healthy(own, "/balancer-manager/nothing")).isNotZero();
      assertThat(Web.get("http://127.0.0.1:" + port + "/balancer-manager").body()).isEqualTo("app");
      assertThat(torii.err()).doesNotContain("Exception");
    }
    assertThat(healthy(own, live)).isNotZero();
  }

  @Test
  void logrotateLosesNoLine() throws Exception {
    assumeTrue(
        Command.isThere("logrotate"), "apt-get install logrotate brings what this test runs");
    Path site = site("CustomLog " + folder.resolve("access.log") + " \"%r\"");
    try (ToriiProcess torii = ToriiProcess.start("-f", site.toString()).awaitPort(port);
        Load load = Load.of(2, () -> Web.get("http://127.0.0.1:" + port + "/").body(), "app")) {
      await().atMost(SOON).until(() -> load.served() > 20);
      Path rules = rules("kill -HUP " + torii.pid());
      Command rotated =
          Command.run(
              "logrotate",
              "--force",
              "--state",
              folder.resolve("state").toString(),
              rules.toString());
      assertThat(rotated).isEqualTo(new Command(0, ""));
      Path now = folder.resolve("access.log");
      await().atMost(SOON).until(() -> Files.exists(now) && Files.size(now) > 0);
      int before = load.served();
      await().atMost(SOON).until(() -> load.served() > before + 20);
      assertThat(load.stop()).isEmpty();
      torii.terminate();
      assertThat(torii.awaitEnd()).isEqualTo(143);
      assertThat(logs()).hasSize(2);
      assertThat(lines()).isEqualTo(load.served());
    }
  }

  /** Its lines as systemd splits them, with options that bring what the file leaves out. */
  @Test
  void theUnitStartsWithMembersFromItsOptions() throws Exception {
    Path site =
        Files.writeString(
            folder.resolve("site.conf"),
            "Listen 127.0.0.1:%d\nProxyPass / balancer://app/\n".formatted(port));
    String options = "-D torii.balancer.app.members=http://" + app.address();
    try (ToriiProcess checked = ToriiProcess.start(words("ExecStartPre", site, options))) {
      assertThat(checked.awaitEnd()).as(checked::err).isZero();
      assertThat(checked.out()).contains("Syntax OK");
    }
    try (ToriiProcess without = ToriiProcess.start(words("ExecStartPre", site, ""))) {
      assertThat(without.awaitEnd()).as(without::err).isEqualTo(1);
    }
    try (ToriiProcess torii =
        ToriiProcess.start(words("ExecStart", site, options)).awaitPort(port)) {
      assertThat(Web.get("http://127.0.0.1:" + port + "/").body()).isEqualTo("app");
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  /** What stands behind the WAR. */
  private static String[] words(String name, Path site, String options) throws IOException {
    String line =
        Files.readAllLines(Path.of("deploy/standalone/torii.service")).stream()
            .filter(l -> l.startsWith(name + "="))
            .findFirst()
            .orElseThrow();
    return line.replaceFirst("^.* /opt/torii/torii-standalone.war ", "")
        .replace("/etc/torii/*.conf", site.toString())
        .replace("$TORII_OPTS", options)
        .strip()
        .split("\\s+");
  }

  /** The file as it is, but for the place of the logs, their owner, and who is told. */
  private Path rules(String reload) throws IOException {
    String text = Files.readString(Path.of("deploy/standalone/logrotate"));
    assertThat(text).contains("/var/log/torii/", "systemctl reload torii.service");
    Path rules =
        Files.writeString(
            folder.resolve("logrotate"),
            text.replace("/var/log/torii/", folder + "/")
                .replace("systemctl reload torii.service", reload));
    Files.setPosixFilePermissions(rules, PosixFilePermissions.fromString("rw-r--r--"));
    return rules;
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("access.log")).toList();
    }
  }

  private int lines() throws IOException {
    int lines = 0;
    for (Path log : logs()) {
      lines += Files.readAllLines(log).size();
    }
    return lines;
  }
}
