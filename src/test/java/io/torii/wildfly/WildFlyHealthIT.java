package io.torii.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.ops.Web;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
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

/** The readiness that WildFly tells at its management port, when a balancer has nobody left. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class WildFlyHealthIT {

  private static final String UP = "\"name\":\"torii\",\"status\":\"UP\"";
  private static final String DOWN = "\"name\":\"torii\",\"status\":\"DOWN\"";

  private static final Backend MEMBER = WildFly.member(Script.ok("here"));

  @Deployment(name = "patient", managed = false, testable = false)
  static WebArchive patient() {
    return WildFly.war("patient.war", properties("status=+D"));
  }

  @Deployment(name = "strict", managed = false, testable = false)
  static WebArchive strict() {
    Map<String, String> properties = properties("status=+D");
    properties.put("torii.health.ready-without-members", "false");
    return WildFly.war("strict.war", properties);
  }

  @Deployment(name = "failing", managed = false, testable = false)
  static WebArchive failing() {
    Map<String, String> properties = properties("retry=1");
    properties.put("torii.health.ready-without-members", "false");
    return WildFly.war("failing.war", properties);
  }

  private static Map<String, String> properties(String parameter) {
    Map<String, String> properties = new HashMap<>();
    properties.put("torii.proxy-pass.full", "/full/ balancer://full/");
    properties.put("torii.balancer.full.members", MEMBER.url());
    properties.put("torii.proxy-pass.bare", "/bare/ balancer://bare/");
    properties.put("torii.balancer.bare.members", MEMBER.url() + " " + parameter);
    return properties;
  }

  @AfterAll
  static void stop() throws IOException {
    MEMBER.close();
  }

  @Test
  void aBalancerWithoutMembersLeavesTheServerReady(@ArquillianResource Deployer deployer) {
    deployer.deploy("patient");
    try {
      HttpResponse<String> ready = WildFly.ready();
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body())
          .contains(UP, "\"balancer://bare\":\"0 of 1 members eligible\"")
          .contains("\"balancer://full\":\"1 of 1 members eligible: " + MEMBER.url() + "\"");
    } finally {
      deployer.undeploy("patient");
    }
  }

  @Test
  void aBalancerWithoutMembersTakesAStrictServerOut(@ArquillianResource Deployer deployer) {
    deployer.deploy("strict");
    try {
      HttpResponse<String> ready = WildFly.ready();
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body())
          .startsWith("{\"status\":\"DOWN\"")
          .contains(DOWN, "\"balancer://bare\":\"0 of 1 members eligible\"")
          .contains("\"balancer://full\":\"1 of 1 members eligible: " + MEMBER.url() + "\"");
      // Not ready is a matter for whoever asks: requests are served.
      assertThat(Web.get(WildFly.front() + "/full/").body()).isEqualTo("here");
    } finally {
      deployer.undeploy("strict");
    }
  }

  @Test
  void aStrictServerGoesOutAndComesBackWithItsMembers(@ArquillianResource Deployer deployer)
      throws IOException {
    deployer.deploy("failing");
    try {
      assertThat(Web.get(WildFly.front() + "/bare/").body()).isEqualTo("here");
      assertThat(WildFly.ready().statusCode()).isEqualTo(200);
      MEMBER.stop();
      assertThat(Web.get(WildFly.front() + "/bare/").statusCode()).isEqualTo(503);
      HttpResponse<String> ready = WildFly.ready();
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains(DOWN, "\"balancer://bare\":\"0 of 1 members eligible\"");
      MEMBER.restart();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> Web.get(WildFly.front() + "/bare/").statusCode() == 200);
      assertThat(WildFly.ready().statusCode()).isEqualTo(200);
    } finally {
      deployer.undeploy("failing");
    }
  }
}
