package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.deploy.Command;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The WildFly that deploy/wildfly provisions, with folders of its own, set up by deploy/wildfly's
 * script.
 */
final class TlsWildFly implements TlsServer {

  private static final Path INSTALLED = Path.of(System.getProperty("jboss.home"));
  private static final Duration START = Duration.ofMinutes(2);

  private final int port = ToriiProcess.freePort();
  private final int tlsPort = ToriiProcess.freePort();
  private final int management = ToriiProcess.freePort();
  private final TlsPlace place;
  private final ServerRun run;

  private TlsWildFly(TlsPlace place, String member, Map<String, String> passes) throws IOException {
    this.place = place;
    Path base = Folders.create("wildfly-tls").resolve("standalone");
    Folders.copy(INSTALLED.resolve("standalone"), base);
    Files.copy(
        Path.of(System.getProperty("torii.war")), base.resolve("deployments").resolve("torii.war"));
    ProcessBuilder command =
        new ProcessBuilder(
            "sh",
            INSTALLED.resolve("bin/standalone.sh").toString(),
            "-b",
            "127.0.0.1",
            "-Djboss.bind.address.management=127.0.0.1",
            "-Djboss.server.base.dir=" + base,
            "-Djboss.http.port=" + port,
            "-Djboss.https.port=" + tlsPort,
            "-Djboss.management.http.port=" + management,
            "-Dtls.folder=" + place.folder,
            "-Dtorii.conf=" + place.site(port, tlsPort, member));
    passes.forEach(
        (name, rule) -> command.command().add("-Dtorii.proxy-pass." + name + "=" + rule));
    Map<String, String> environment = command.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put(
        "JAVA_OPTS", "-Xmx512m -Djava.net.preferIPv4Stack=true " + place.oldVersionsAreKnown());
    environment.put("JBOSS_HOME", INSTALLED.toString());
    // The shell passes on the signal that ends it.
    environment.put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
    run = ServerRun.start(command, base.resolve("output"));
  }

  static TlsWildFly start(TlsPlace place, String member, Map<String, String> passes)
      throws Exception {
    TlsWildFly server = new TlsWildFly(place, member, passes);
    try {
      server.run.awaitPort(server.management);
      server.said("WFLYSRV0025", 0);
      long mark = server.run.mark();
      Command set = server.cli("--file=deploy/wildfly/tls.cli");
      assertThat(set.status()).as(set.said()).isZero();
      server.said("WFLYSRV0025", mark);
      server.said("WFLYSRV0010", mark);
      return server;
    } catch (Exception | AssertionError e) {
      server.close();
      throw e;
    }
  }

  private void said(String code, long from) {
    Awaitility.await().atMost(START).until(() -> run.said(from).contains(code));
  }

  /** What {@code jboss-cli} says to a script or a command. */
  Command cli(String argument) throws IOException, InterruptedException {
    return Command.run(
        Map.of("JAVA_HOME", System.getProperty("java.home")),
        "sh",
        INSTALLED.resolve("bin/jboss-cli.sh").toString(),
        "--connect",
        "--controller=127.0.0.1:" + management,
        "--timeout=60000",
        argument);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public int tlsPort() {
    return tlsPort;
  }

  @Override
  public Map<String, String> hook() {
    return place.keystores(
        Map.of("WILDFLY", INSTALLED.toString(), "CONTROLLER", "127.0.0.1:" + management));
  }

  @Override
  public void close() {
    run.close();
  }
}
