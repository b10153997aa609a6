package io.torii.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.ops.Guide;
import io.torii.ops.Web;
import io.torii.testkit.Apps;
import io.torii.testkit.RawClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The guide's listings that properties cannot express, from a directive file that {@code
 * torii.conf} names: there is no property for a Redirect, nor for who else may see the manager.
 * {@code torii.ports} says that the server's port stands for their port 80.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class WildFlyListingsIT {

  private static final Apps APPS = Apps.start();

  @Deployment(name = "manager", managed = false, testable = false)
  static WebArchive manager() throws IOException {
    return listing("3-sticky-session.conf");
  }

  @Deployment(name = "redirect", managed = false, testable = false)
  static WebArchive redirect() throws IOException {
    return listing("5-https-redirect.conf");
  }

  private static WebArchive listing(String name) throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target"), "listing").toAbsolutePath();
    Path file = Guide.listing(name, folder, 80, APPS.addresses());
    // Arquillian tells deployments by the names of their files.
    return WildFly.war(
        name + ".war",
        Map.of("torii.conf", file.toString(), "torii.ports", WildFly.port() + ":80"));
  }

  @AfterAll
  static void stop() throws IOException {
    APPS.close();
  }

  @Test
  void theManagerIsOpenToTheNetworkThatTheFileNames(@ArquillianResource Deployer deployer)
      throws IOException {
    deployer.deploy("manager");
    try {
      HttpResponse<String> page = Web.get(WildFly.front() + "/balancer-manager");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("<title>Load balancer manager</title>");
      assertThat(fromElsewhere("/balancer-manager")).startsWith("HTTP/1.1 403");
      assertThat(fromElsewhere("/balancer-manager/api/balancers")).startsWith("HTTP/1.1 403");
      assertThat(fromElsewhere("/x;jsessionid=x.app3")).startsWith("HTTP/1.1 200").endsWith("app3");
    } finally {
      deployer.undeploy("manager");
    }
  }

  /** The listing's network is 127.0.0.1 alone. */
  private static String fromElsewhere(String path) throws IOException {
    try (RawClient client = RawClient.from("127.0.0.9", WildFly.port())) {
      return client
          .send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
          .rest();
    }
  }

  @Test
  void httpIsSentToHttps(@ArquillianResource Deployer deployer) {
    deployer.deploy("redirect");
    try {
      HttpResponse<String> answer = Web.get(WildFly.front() + "/a/b?c=d");
      assertThat(answer.statusCode()).isEqualTo(301);
      assertThat(answer.headers().firstValue("Location"))
          .hasValue("https://www.example.com/a/b?c=d");
    } finally {
      deployer.undeploy("redirect");
    }
  }
}
