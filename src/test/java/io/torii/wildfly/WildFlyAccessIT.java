package io.torii.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.ops.Spellings;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.net.InetAddress;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Access rules of a directive file, on WildFly: no spelling of a path walks around them. */
@ExtendWith(ArquillianExtension.class)
class WildFlyAccessIT {

  private static final Backend BACKEND = WildFly.member(Script.ok("SECRET"));

  @Deployment(testable = false)
  static WebArchive war() {
    return WildFly.war(
        """
        ProxyPass / %s/
        <Location /private>
          Require all denied
        </Location>
        <Location /manager>
          SetHandler balancer-manager
          Require all denied
        </Location>
        """
            .formatted(BACKEND.url()));
  }

  @AfterAll
  static void stop() throws IOException {
    BACKEND.close();
  }

  @Test
  void noSpellingReachesWhatIsProtected() throws IOException {
    InetAddress address = InetAddress.getLoopbackAddress();
    assertThat(Spellings.answer(address, WildFly.port(), "/public/x"))
        .startsWith("HTTP/1.1 200")
        .endsWith("SECRET");
    assertThat(Spellings.reached(address, WildFly.port(), BACKEND)).isEmpty();
  }
}
