package io.torii.config.directives;

import static io.torii.config.directives.Definition.refused;

import io.torii.config.Account.Place;
import io.torii.config.InvalidValueException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is refused for most of its arguments, and accepted for those that say what Torii does
 * anyway.
 */
final class RefusedValues {

  /** Both are what PCRE has in httpd when nothing is written, and what Torii has always. */
  private static final Set<String> REGEX = Set.of("dotall", "dollar_endonly");

  /** What OpenSSL is told about keys and sessions: nothing of it decides who is let in. */
  private static final Set<String> OPENSSL =
      Set.of(
          "curves",
          "groups",
          "ecdhparameters",
          "dhparameters",
          "signaturealgorithms",
          "clientsignaturealgorithms",
          "recordpadding",
          "numtickets",
          "options");

  /** The longest chain that Java takes from the other side. */
  private static final int LONGEST = 10;

  private RefusedValues() {}

  static List<Definition> all() {
    return List.of(
        refused(
            "RegexDefaultOptions",
            false,
            "write the options into each expression",
            RefusedValues::regex),
        refused("SSLOpenSSLConfCmd", false, "write the SSL directive", RefusedValues::openSsl),
        refused("SSLVHostSNIPolicy", false, "write secure", RefusedValues::sni),
        refused("SSLVerifyDepth", false, "write a CA of your own", RefusedValues::depth),
        refused("SSLProxyVerifyDepth", false, "write a CA of your own", RefusedValues::depth));
  }

  private static void regex(Statement s, Block block) throws InvalidValueException {
    List<String> words = s.words().stream().map(w -> w.toLowerCase(Locale.ROOT)).toList();
    boolean added = words.stream().allMatch(w -> w.startsWith("+") && REGEX.contains(plain(w)));
    if (!added && !Set.copyOf(words).equals(REGEX)) {
      throw new InvalidValueException(
          written(s)
              + " is not understood: expressions have DOTALL and DOLLAR_ENDONLY; write other"
              + " options into each of them, such as (?i) for ICASE.");
    }
  }

  private static String plain(String word) {
    return word.substring(1);
  }

  private static void openSsl(Statement s, Block block) throws InvalidValueException {
    String command = s.count() == 0 ? "" : s.word(0).toLowerCase(Locale.ROOT);
    if (!OPENSSL.contains(command)) {
      throw new InvalidValueException(
          written(s)
              + " is not understood: write SSLProtocol for versions, SSLCipherSuite for ciphers,"
              + " SSLVerifyClient for clients and SSLCertificateFile for certificates.");
    }
    s.elsewhere(Place.TLS, "is Java's own: its curves, signatures and options are the platform's");
  }

  private static void sni(Statement s, Block block) throws InvalidValueException {
    if (s.count() != 1 || !s.word(0).equalsIgnoreCase("secure")) {
      throw new InvalidValueException(
          written(s)
              + " is not understood: a connection serves the hosts whose certificates, versions,"
              + " ciphers and SSLVerifyClient are those of its handshake, and others get 421; write"
              + " secure.");
    }
  }

  private static void depth(Statement s, Block block) throws InvalidValueException {
    if (s.count() != 1 || s.integer(0, 0, Integer.MAX_VALUE) < LONGEST) {
      boolean member = s.node().is("SSLProxyVerifyDepth");
      throw new InvalidValueException(
          written(s)
              + " is not understood: chains of certificates are checked to their end, up to "
              + LONGEST
              + " of them; write "
              + LONGEST
              + ", or name an authority that signs "
              + (member ? "members" : "clients")
              + " alone in "
              + (member ? "SSLProxyCACertificateFile" : "SSLCACertificateFile")
              + " and remove this.");
    }
  }

  private static String written(Statement s) {
    return (s.name() + " " + String.join(" ", s.words())).strip();
  }
}
