package io.torii.home;

import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * A Tomcat as it was downloaded, with folders of its own and the standalone WAR as {@code
 * ROOT.war}. Its manager application deploys and undeploys.
 */
final class TomcatHome implements Home {

  /** The manager's context: no test asks for a path below it. */
  private static final String DEPLOYER = "deployer";

  private final Container container;
  private final int port;
  private final ServerRun run;

  private TomcatHome(Container container, int port, ServerRun run) {
    this.container = container;
    this.port = port;
    this.run = run;
  }

  /** Starts one. */
  static TomcatHome start(Container container) {
    String property = container == Container.TOMCAT_11 ? "tomcat11.home" : "tomcat10.home";
    int port = ToriiProcess.freePort();
    try {
      TomcatBase base =
          TomcatBase.create(
              Path.of(System.getProperty(property)),
              DEPLOYER,
              server ->
                  server
                      .replace(
                          "<Connector port=\"8080\" ",
                          "<Connector address=\"127.0.0.1\" port=\"" + port + "\" ")
                      .replace("autoDeploy=\"true\"", "autoDeploy=\"false\""));
      ServerRun run = base.run(Map.of("CATALINA_OPTS", "-Xmx512m " + ServerRun.NOTHING_SOFT));
      return new TomcatHome(container, port, run.awaitPort(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Container container() {
    return container;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public long pid() {
    return run.pid();
  }

  @Override
  public void deploy(Map<String, String> properties) {
    deploy(Wars.configured(Path.of(System.getProperty("torii.standalone.war")), properties));
  }

  @Override
  public void deploy(Path war) {
    long mark = run.mark();
    String file = URLEncoder.encode(war.toUri().toString(), StandardCharsets.UTF_8);
    String answer = manager("deploy?path=/&war=" + file);
    if (!answer.startsWith("OK")) {
      undeploy(); // a context that does not start stays there
      throw new DeploymentFailed(answer + run.said(mark));
    }
  }

  @Override
  public void undeploy() {
    String answer = manager("undeploy?path=/");
    if (!answer.startsWith("OK")) {
      throw new IllegalStateException(answer);
    }
  }

  private String manager(String command) {
    String credentials =
        Base64.getEncoder().encodeToString(TomcatBase.CREDENTIALS.getBytes(StandardCharsets.UTF_8));
    return Administration.ask(
        front() + "/" + DEPLOYER + "/text/" + command, "Authorization", "Basic " + credentials);
  }

  @Override
  public void close() {
    run.close();
  }
}
