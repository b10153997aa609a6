package io.torii.home;

import static org.awaitility.Awaitility.await;

import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A Payara Server as it was downloaded, with a copy of its domain, of whose ports only those for
 * HTTP and for its administration are open. It is told what to do as {@code asadmin} does it.
 */
final class PayaraHome implements Home {

  /** No further changes to {@code domain.xml}. */
  static final UnaryOperator<String> AS_IT_IS = domain -> domain;

  private static final String NAME = "torii";
  private static final String SUCCESS = "exit-code: SUCCESS";

  private final int port;
  private final int administration;
  private final ServerRun run;

  private PayaraHome(int port, int administration, ServerRun run) {
    this.port = port;
    this.administration = administration;
    this.run = run;
  }

  /**
   * Starts one.
   *
   * @param change what else is changed in {@code domain.xml}
   */
  static PayaraHome start(UnaryOperator<String> change) {
    Path installed = Path.of(System.getProperty("payara.home"));
    int port = ToriiProcess.freePort();
    int administration = ToriiProcess.freePort();
    try {
      Path domains = Folders.create("payara");
      Path domain = domains.resolve("domain1");
      Folders.copy(installed.resolve("glassfish/domains/domain1"), domain);
      Path config = domain.resolve("config/domain.xml");
      Files.writeString(
          config, change.apply(closed(Files.readString(config), port, administration)));
      ServerRun run =
          ServerRun.start(command(installed, domains), domains.resolve("output"))
              .tell("AS_ADMIN_MASTERPASSWORD=changeit")
              .awaitPort(administration);
      PayaraHome home = new PayaraHome(port, administration, run);
      // It listens before it knows its commands.
      await().atMost(Duration.ofMinutes(1)).until(() -> home.asadmin("version").contains(SUCCESS));
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything but the two ports is off, the cluster first of all. */
  private static String closed(String domain, int port, int administration) {
    return domain
        .replaceFirst(
            "<hazelcast-config-specific-configuration>",
            "<hazelcast-config-specific-configuration enabled=\"false\">")
        .replace("<iiop-listener ", "<iiop-listener enabled=\"false\" ")
        .replace("<jmx-connector ", "<jmx-connector enabled=\"false\" ")
        .replaceFirst(
            "<connector-service ",
            "<jms-service type=\"REMOTE\" default-jms-host=\"default_JMS_host\"><jms-host"
                + " name=\"default_JMS_host\" host=\"127.0.0.1\" port=\"7676\" lazy-init=\"false\"/>"
                + "</jms-service><connector-service ")
        .replace("org.apache.felix.shell.remote,", "")
        .replace("<network-listener port=\"8080\" ", listener(port))
        .replace("<network-listener port=\"4848\" ", listener(administration))
        .replace(
            "<network-listener port=\"8181\" ",
            "<network-listener enabled=\"false\" port=\"8181\" ");
  }

  private static String listener(int port) {
    return "<network-listener address=\"127.0.0.1\" port=\"" + port + "\" ";
  }

  /** The command with which {@code asadmin} would start it: as a child of ours it can be ended. */
  private static ProcessBuilder command(Path installed, Path domains) throws IOException {
    Process asadmin =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                installed.resolve("glassfish/lib/client/appserver-cli.jar").toString(),
                "start-domain",
                "--domaindir",
                domains.toString(),
                "--dry-run",
                "domain1")
            .redirectErrorStream(true)
            .start();
    String said = new String(asadmin.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> command = said.lines().skip(1).takeWhile(line -> !line.isBlank()).toList();
    if (command.size() < 10) {
      throw new IllegalStateException(said);
    }
    List<String> options = new ArrayList<>(command);
    options.add(1, ServerRun.NOTHING_SOFT);
    return new ProcessBuilder(options);
  }

  @Override
  public Container container() {
    return Container.PAYARA;
  }

  @Override
  public int port() {
    return port;
  }

  /** The port of its administration. */
  int administration() {
    return administration;
  }

  @Override
  public long pid() {
    return run.pid();
  }

  @Override
  public void deploy(Map<String, String> properties) {
    deploy(Wars.configured(Path.of(System.getProperty("torii.war")), properties));
  }

  @Override
  public void deploy(Path war) {
    String answer =
        asadmin(
            "deploy?contextroot=/&name="
                + NAME
                + "&DEFAULT="
                + URLEncoder.encode(war.toString(), StandardCharsets.UTF_8));
    if (!answer.contains(SUCCESS)) {
      throw new DeploymentFailed(answer);
    }
  }

  @Override
  public void undeploy() {
    String answer = asadmin("undeploy?DEFAULT=" + NAME);
    if (!answer.contains(SUCCESS)) {
      throw new IllegalStateException(answer);
    }
  }

  /** A command; the answer in the form of a manifest, whose folded lines are joined. */
  private String asadmin(String command) {
    return Administration.ask(
            "http://127.0.0.1:" + administration + "/__asadmin/" + command,
            "X-Requested-By",
            "torii",
            "User-Agent",
            "hk2-agent")
        .replaceAll("\r?\n ", "")
        .replace("%%%EOL%%%", "\n");
  }

  @Override
  public void close() {
    run.close();
  }
}
