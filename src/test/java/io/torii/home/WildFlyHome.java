package io.torii.home;

import io.torii.ops.Web;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.standalone.ServerDeploymentHelper;
import org.jboss.as.controller.client.helpers.standalone.ServerDeploymentHelper.ServerDeploymentException;

/** The WildFly that Arquillian has started; deployed to as Arquillian does, by its management. */
final class WildFlyHome implements Home {

  private static final String NAME = "torii.war";

  private final int port = Integer.getInteger("wildfly.http.port");
  private final int management = Integer.getInteger("wildfly.management.port");
  private final ModelControllerClient client;
  private final ServerDeploymentHelper deployments;

  WildFlyHome() {
    try {
      client = ModelControllerClient.Factory.create("127.0.0.1", management);
      deployments = new ServerDeploymentHelper(client);
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
    return ServerProcess.wildFly().pid();
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

  /** Arquillian ends the server. */
  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
