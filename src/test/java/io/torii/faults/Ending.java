package io.torii.faults;

import io.torii.testkit.Wire;
import java.io.IOException;

/** How a member leaves a connection after its fault. */
enum Ending {
  /** With a FIN; with a RST in its place if there is something unread. */
  CLOSE {
    @Override
    void end(Wire wire) throws IOException {
      wire.close();
    }
  },
  /** With a RST. */
  RESET {
    @Override
    void end(Wire wire) throws IOException {
      wire.reset();
    }
  },
  /** Open, and ready for another request. */
  OPEN {
    @Override
    void end(Wire wire) {
      // whoever serves the connection goes on
    }
  };

  abstract void end(Wire wire) throws IOException;
}
