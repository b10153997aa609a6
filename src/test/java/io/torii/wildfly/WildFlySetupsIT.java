package io.torii.wildfly;

import io.torii.ops.PropertySetups;
import io.torii.testkit.Apps;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The guide's set-ups on WildFly, by MicroProfile Config alone. */
@ExtendWith(ArquillianExtension.class)
class WildFlySetupsIT extends PropertySetups {

  private static final Apps APPS = Apps.start();

  @Deployment(testable = false)
  static WebArchive war() {
    return WildFly.war(properties(APPS));
  }

  @AfterAll
  static void stop() throws IOException {
    APPS.close();
  }

  @Override
  protected Apps apps() {
    return APPS;
  }

  @Override
  protected int port() {
    return WildFly.port();
  }
}
