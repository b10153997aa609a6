package io.torii.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.ops.Web;
import io.torii.testkit.Apps;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The thin WAR finds what it needs in the server: MicroProfile Config, CDI, JAX-RS, Health. */
@ExtendWith(ArquillianExtension.class)
class WildFlyIT {

  private static final Apps APPS = Apps.start();

  @Deployment(testable = false)
  static WebArchive war() {
    return WildFly.war(
        Map.of(
            "torii.proxy-pass.app",
            "/app/ balancer://mycluster/",
            "torii.balancer.mycluster.members",
            member() + " route=a loadfactor=2"));
  }

  @AfterAll
  static void stop() throws IOException {
    APPS.close();
  }

  @Test
  void forwards() {
    HttpResponse<String> response = Web.get(WildFly.front() + "/app/hello?x=1");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("app1");
    assertThat(APPS.app(1).lastRequest().requestLine()).isEqualTo("GET /hello?x=1 HTTP/1.1");
  }

  @Test
  void listsBalancersThroughTheFront() {
    HttpResponse<String> response = Web.get(WildFly.front() + "/balancer-manager/api/balancers");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"name\":\"mycluster\"", "\"url\":\"" + member() + "\"", "\"weight\":2");
    assertThat(Web.get(WildFly.front() + "/balancer-manager").body())
        .contains("<h2>balancer://mycluster</h2>");
  }

  @Test
  void hidesTheManagersResources() {
    for (String path : new String[] {"/.torii/page", "/.torii/api/balancers", "/.torii"}) {
      assertThat(Web.get(WildFly.front() + path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void isPartOfTheServersHealth() {
    HttpResponse<String> ready = WildFly.ready();

    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body())
        .contains(
            "\"balancer://mycluster\":\"1 of 1 members eligible: " + member() + "\"",
            "\"draining\":false");
  }

  private static String member() {
    return APPS.app(1).url();
  }
}
