package io.torii.rule.condition;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes what an administrator should read in the error log, but no client should. */
@FunctionalInterface
public interface Notices {

  /** Reads nothing. */
  Notices NONE =
      (code, message) -> {
        // nobody asked
      };

  /**
   * Takes one warning.
   *
   * @param code the AH code of the event; empty if httpd has none
   * @param message one or two sentences, the remedy included
   */
  void warn(String code, String message);

  /**
   * Hands each different warning on once, so that what happens on each request fills no log. After
   * 1,000 different ones it hands on no more: texts that grow with the traffic are no configuration
   * problem.
   */
  static Notices once(Notices to) {
    Set<String> said = ConcurrentHashMap.newKeySet();
    return (code, message) -> {
      if (said.size() < 1000 && said.add(code + ' ' + message)) {
        to.warn(code, message);
      }
    };
  }
}
