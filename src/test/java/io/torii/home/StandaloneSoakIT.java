package io.torii.home;

import org.junit.jupiter.api.Nested;

/** {@code java -jar} under a load that lasts. */
@RunsOn(Container.STANDALONE)
class StandaloneSoakIT {

  @Nested
  class Soak extends SoakSuite {}
}
