package io.torii.config.directives;

import io.torii.config.Account.Place;
import java.util.List;
import java.util.Locale;

/** Targets that would be spoken to in WebSocket, which is not there yet. */
final class WebSockets {

  private WebSockets() {}

  /** Says so where one of the words is such a target, or asks for an upgrade. */
  static void look(Statement s, List<String> words) {
    for (String word : words) {
      String lower = word.toLowerCase(Locale.ROOT);
      boolean upgrade = lower.startsWith("upgrade=") && !lower.equals("upgrade=none");
      if (upgrade || lower.startsWith("ws://") || lower.startsWith("wss://")) {
        s.listed(Place.ABSENT);
        s.warn(
            s.written()
                + " \""
                + word
                + "\": WebSocket is not there yet, and the member gets plain requests alone: let"
                + " clients of WebSockets reach it by another way.");
        return;
      }
    }
  }
}
