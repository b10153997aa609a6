package io.torii.config.directives;

import static io.torii.config.directives.Definition.refused;

import io.torii.config.InvalidValueException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Order, Allow, Deny and Satisfy of httpd 2.2 (mod_access_compat): refused, with the Require that
 * means the same.
 */
final class OldAccess {

  private OldAccess() {}

  static List<Definition> all() {
    return List.of(
        refused("Order", false, "write Require", OldAccess::order),
        refused("Allow", false, "write Require", (s, b) -> from(s, true)),
        refused("Deny", false, "write Require", (s, b) -> from(s, false)),
        refused("Satisfy", false, "write <RequireAny> or <RequireAll>", OldAccess::satisfy));
  }

  private static void order(Statement s, Block block) throws InvalidValueException {
    String order = String.join("", s.words()).toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    String meant =
        switch (order) {
          case "deny,allow" -> "everybody passes who is not denied";
          case "allow,deny", "mutual-failure" -> "nobody passes who is not allowed";
          default ->
              throw new InvalidValueException(
                  "Order \""
                      + String.join(" ", s.words())
                      + "\" is httpd 2.2's, and was deny,allow or allow,deny there: remove it and"
                      + " write Require.");
        };
    throw new InvalidValueException(
        "Order "
            + String.join(" ", s.words())
            + " is httpd 2.2's ("
            + meant
            + "): remove it, and write \"Require all "
            + (order.equals("deny,allow") ? "granted" : "denied")
            + "\" or what its Allow and Deny lines say.");
  }

  private static void from(Statement s, boolean allow) throws InvalidValueException {
    String written = s.name() + " " + String.join(" ", s.words());
    if (s.count() < 2 || !s.word(0).equalsIgnoreCase("from")) {
      throw new InvalidValueException(
          written.strip() + " is httpd 2.2's, and is followed by \"from\" there: write Require.");
    }
    List<String> who = s.rest(1);
    throw new InvalidValueException(written + " is httpd 2.2's: write " + modern(who, allow) + ".");
  }

  private static String modern(List<String> who, boolean allow) {
    if (who.size() == 1 && who.get(0).equalsIgnoreCase("all")) {
      return "\"Require all " + (allow ? "granted" : "denied") + "\"";
    }
    String lines =
        who.stream()
            .map(OldAccess::provider)
            .map(line -> "\"Require " + (allow ? "" : "not ") + line + "\"")
            .collect(Collectors.joining(" and "));
    return allow ? lines : "<RequireAll> with \"Require all granted\" and " + lines;
  }

  private static String provider(String who) {
    if (who.equalsIgnoreCase("all")) {
      return "all granted";
    }
    if (who.toLowerCase(Locale.ROOT).startsWith("env=")) {
      return "env " + who.substring(4);
    }
    try {
      Networks.parse(who);
      return "ip " + who;
    } catch (InvalidValueException e) {
      return "host " + who;
    }
  }

  private static void satisfy(Statement s, Block block) throws InvalidValueException {
    boolean any = s.count() == 1 && s.word(0).equalsIgnoreCase("any");
    throw new InvalidValueException(
        "Satisfy "
            + String.join(" ", s.words())
            + " is httpd 2.2's: put the Require lines into "
            + (any ? "<RequireAny>" : "<RequireAll>")
            + ".");
  }
}
