package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.deploy.Command;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    WildFlyCommand command = WildFlyCommand.create(INSTALLED, "wildfly-tls");
    Files.copy(
        Path.of(System.getProperty("torii.war")),
        command.base().resolve("deployments").resolve("torii.war"));
    List<String> arguments = new ArrayList<>();
    arguments.add("-Dtls.folder=" + place.folder);
    arguments.add("-Dtorii.conf=" + place.site(port, tlsPort, member));
    passes.forEach((name, rule) -> arguments.add("-Dtorii.proxy-pass." + name + "=" + rule));
    run = command.start(port, tlsPort, management, arguments, place.oldVersionsAreKnown());
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
