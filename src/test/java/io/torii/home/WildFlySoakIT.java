package io.torii.home;

import io.torii.testkit.OnceInABuild;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** WildFly under a load that lasts. */
@OnceInABuild
@ExtendWith(ArquillianExtension.class)
@RunsOn(Container.WILDFLY)
class WildFlySoakIT {

  @Nested
  class Soak extends SoakSuite {}
}
