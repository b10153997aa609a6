package io.torii.standalone;

import org.jspecify.annotations.Nullable;

/**
 * SIGHUP from the first moment of the process on. What comes before there is anything to reload is
 * remembered, once, since any number of them ask for the same.
 */
final class Hangups {

  static final Hangups OF_THE_PROCESS = new Hangups();

  private @Nullable Runnable action;
  private boolean early;

  /** Takes the signal away from the platform, which would end the process. */
  static void catchThem() {
    Signals.onHangup(OF_THE_PROCESS::came);
  }

  synchronized void came() {
    if (action == null) {
      early = true;
    } else {
      action.run();
    }
  }

  /** From now on, {@code next} is what a SIGHUP does; at once if one has come already. */
  synchronized void onEach(Runnable next) {
    action = next;
    if (early) {
      early = false;
      next.run();
    }
  }
}
