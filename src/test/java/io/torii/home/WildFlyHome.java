package io.torii.home;

import static org.awaitility.Awaitility.await;

import io.torii.ops.Web;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.standalone.ServerDeploymentHelper;
import org.jboss.as.controller.client.helpers.standalone.ServerDeploymentHelper.ServerDeploymentException;
import org.jspecify.annotations.Nullable;

/**
 * A WildFly, the one that Arquillian has started or one of our own; deployed to as Arquillian does,
 * by its management.
 */
final class WildFlyHome implements Home {

  private static final String NAME = "torii.war";

  private final int port;
  private final int management;
  private final @Nullable ServerRun run;
  private final ModelControllerClient client;
  private final ServerDeploymentHelper deployments;

  /** Arquillian's, which also ends it. */
  WildFlyHome() {
    this(
        Integer.getInteger("wildfly.http.port"),
        Integer.getInteger("wildfly.management.port"),
        null);
  }

  private WildFlyHome(int port, int management, @Nullable ServerRun run) {
    this.port = port;
    this.management = management;
    this.run = run;
    try {
      client = ModelControllerClient.Factory.create("127.0.0.1", management);
      deployments = new ServerDeploymentHelper(client);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one, with folders of its own. */
  static WildFlyHome start(Path installed) {
    int port = ToriiProcess.freePort();
    int management = ToriiProcess.freePort();
    try {
      WildFlyCommand command = WildFlyCommand.create(installed, "wildfly");
      ServerRun run =
          command
              .start(port, ToriiProcess.freePort(), management, List.of(), ServerRun.NOTHING_SOFT)
              .awaitPort(management);
      await().atMost(Duration.ofMinutes(2)).until(() -> run.said(0).contains("WFLYSRV0025"));
      return new WildFlyHome(port, management, run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Container container() {
    return Container.WILDFLY;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public long pid() {
    if (run == null) {
      return ServerProcess.wildFly().pid();
    }
    // what we have started is the shell
    return ProcessHandle.of(run.pid()).flatMap(s -> s.children().findFirst()).orElseThrow().pid();
  }

  @Override
  public void deploy(Map<String, String> properties) {
    deploy(Wars.configured(Path.of(System.getProperty("torii.war")), properties));
  }

  @Override
  public void deploy(Path war) {
    try (InputStream content = Files.newInputStream(war)) {
      deployments.deploy(NAME, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ServerDeploymentException e) {
      throw new DeploymentFailed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void undeploy() {
    try {
      deployments.undeploy(NAME);
    } catch (ServerDeploymentException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server tells the readiness of all that it has, at its management port. */
  @Override
  public HttpResponse<String> ready() {
    return Web.get("http://127.0.0.1:" + management + "/health/ready");
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (run != null) {
      run.close();
    }
  }
}
