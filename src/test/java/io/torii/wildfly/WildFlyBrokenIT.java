package io.torii.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.torii.home.ServerProcess;
import io.torii.ops.Web;
import io.torii.testkit.Apps;
import java.io.IOException;
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

/** A deployment whose configuration has errors fails, and says each of them. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class WildFlyBrokenIT {

  private static final Apps APPS = Apps.start();
  private static final Path FILE = Path.of("src/test/resources/broken/several.conf");

  @Deployment(name = "broken", managed = false, testable = false)
  static WebArchive broken() {
    return WildFly.war(
        "broken.war",
        Map.of(
            "torii.conf",
            FILE.toAbsolutePath().toString(),
            "torii.ports",
            "80",
            "torii.proxy-pass.app",
            "/app balancer://nowhere/app",
            "torii.balancer.x.members",
            "ajp://127.0.0.1:8009",
            "torii.balancer.x.lbmetod",
            "byrequests"));
  }

  @Deployment(name = "mended", managed = false, testable = false)
  static WebArchive mended() {
    return WildFly.war(
        "mended.war", Map.of("torii.proxy-pass.all", "/ " + APPS.alone().url() + "/"));
  }

  @AfterAll
  static void stop() throws IOException {
    APPS.close();
  }

  @Test
  void aBrokenConfigurationIsRefusedWithAllThatIsWrong(@ArquillianResource Deployer deployer)
      throws IOException {
    Throwable failure = catchThrowable(() -> deployer.deploy("broken"));

    assertThat(failure).as("the deployment has failed").isNotNull();
    assertThat(said(failure))
        .contains(
            "several.conf:1: ServerName takes 1 argument, not 2",
            "several.conf:3: Unknown directive",
            "several.conf:5: ",
            "several.conf:6: ProxyTimeout has no meaning in <Location>",
            "several.conf:8: KeepAlive must be On or Off",
            "torii.ports: ",
            "torii.proxy-pass.app: ",
            "torii.balancer.x.members: ajp://127.0.0.1:8009: AJP is not spoken",
            "torii.balancer.x.lbmetod: ");
    assertThat(ServerProcess.wildFly().ownThreads()).isEmpty();
  }

  private static String said(Throwable failure) {
    StringBuilder chain = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      chain.append(cause).append('\n');
    }
    return chain.toString();
  }

  @Test
  void theServerTakesAMendedOneAfterIt(@ArquillianResource Deployer deployer) {
    assertThat(catchThrowable(() -> deployer.deploy("broken"))).isNotNull();
    deployer.deploy("mended");
    try {
      assertThat(Web.get(WildFly.front() + "/").body()).isEqualTo("alone");
    } finally {
      deployer.undeploy("mended");
    }
  }
}
