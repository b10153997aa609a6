package io.torii.home;

import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

  private static final String USER = "deployer:deployer";

  private final Container container;
  private final int port;
  private final ServerRun run;

  private TomcatHome(Container container, int port, ServerRun run) {
    this.container = container;
    this.port = port;
    this.run = run;
  }

  /**
   * Starts one.
   *
   * @param connectors further connectors, as {@code server.xml} has them
   */
  static TomcatHome start(Container container, String connectors) {
    String version = container == Container.TOMCAT_11 ? "11" : "10";
    Path installed = Path.of(System.getProperty("tomcat" + version + ".home"));
    int port = ToriiProcess.freePort();
    try {
      Path base = base(installed, version, port, connectors);
      ProcessBuilder command =
          new ProcessBuilder("sh", installed.resolve("bin/catalina.sh").toString(), "run");
      command.environment().put("JAVA_HOME", System.getProperty("java.home"));
      command.environment().put("CATALINA_HOME", installed.toString());
      command.environment().put("CATALINA_BASE", base.toString());
      command.environment().put("CATALINA_OPTS", "-Xmx512m " + ServerRun.NOTHING_SOFT);
      ServerRun run = ServerRun.start(command, base.resolve("logs/catalina.out"));
      return new TomcatHome(container, port, run.awaitPort(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path base(Path installed, String version, int port, String connectors)
      throws IOException {
    Path base = Folders.create("tomcat" + version);
    Folders.copy(installed.resolve("conf"), base.resolve("conf"));
    Folders.copy(installed.resolve("webapps/manager"), base.resolve("webapps").resolve(DEPLOYER));
    for (String folder : new String[] {"logs", "temp", "work"}) {
      Files.createDirectory(base.resolve(folder));
    }
    Path server = base.resolve("conf/server.xml");
    Files.writeString(
        server,
        Files.readString(server)
            .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replace(
                "<Connector port=\"8080\" ",
                "<Connector address=\"127.0.0.1\" port=\"" + port + "\" ")
            .replace("autoDeploy=\"true\"", "autoDeploy=\"false\"")
            .replace(
                "<Engine name=\"Catalina\" defaultHost=\"localhost\">",
                connectors + "<Engine name=\"Catalina\" defaultHost=\"localhost\">"));
    String[] user = USER.split(":", 2);
    Files.writeString(
        base.resolve("conf/tomcat-users.xml"),
        "<tomcat-users><user username=\"%s\" password=\"%s\" roles=\"manager-script\"/></tomcat-users>"
            .formatted(user[0], user[1]));
    return base;
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
    String credentials = Base64.getEncoder().encodeToString(USER.getBytes(StandardCharsets.UTF_8));
    return Administration.ask(
        front() + "/" + DEPLOYER + "/text/" + command, "Authorization", "Basic " + credentials);
  }

  @Override
  public void close() {
    run.close();
  }
}
