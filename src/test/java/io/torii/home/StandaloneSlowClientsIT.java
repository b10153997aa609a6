package io.torii.home;

import org.junit.jupiter.api.Nested;

/** {@code java -jar} with a thousand slow clients, in a quarter of a gigabyte. */
@RunsOn(Container.STANDALONE)
class StandaloneSlowClientsIT {

  @Nested
  class SlowClients extends SlowClientsSuite {

    /** The platform's own, those for quick requests on two processors, and for others none. */
    private static final int FEW = 180;

    /** Before Java 21 each slow client takes a thread. */
    @Override
    int threads() {
      return Runtime.version().feature() >= 21 ? FEW : FEW + ALL;
    }

    @Override
    long heap() {
      return 240 << 10;
    }
  }
}
