package io.torii.standalone;

import java.util.logging.LogManager;

/**
 * The platform's log, which does not go before us. The platform closes its handlers as soon as the
 * process is asked to stop, while requests are still served and there is something to say of them.
 */
public final class LastingLogs extends LogManager {

  private static volatile boolean kept;

  /** Makes it the process's; too late once anything has been logged. */
  static void install() {
    if (System.getProperty("java.util.logging.manager") == null) {
      System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
    }
  }

  /** From now on handlers stay open until {@link #end}. */
  static void keep() {
    kept = true;
  }

  /** Nothing will be logged any more. */
  static void end() {
    kept = false;
    LogManager.getLogManager().reset();
  }

  @Override
  public void reset() {
    if (!kept) {
      super.reset();
    }
  }
}
