package io.torii.config.directives;

import io.torii.config.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What SSLProtocol and SSLProxyProtocol leave enabled.
 *
 * @param names as Java has them, oldest first
 */
record TlsVersions(List<String> names) {

  private static final List<String> ALL = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  TlsVersions {
    names = List.copyOf(names);
  }

  /**
   * Reads words such as {@code all -TLSv1}: from left to right, a bare word replaces what stood
   * before it, one with a sign adds to it or takes from it.
   *
   * @throws InvalidValueException if a word is no version, or none is left
   */
  static TlsVersions parse(String directive, List<String> words) throws InvalidValueException {
    List<String> enabled = new ArrayList<>();
    for (String word : words) {
      char sign = word.isEmpty() ? ' ' : word.charAt(0);
      String name = sign == '+' || sign == '-' ? word.substring(1) : word;
      List<String> meant = versions(directive, name, sign);
      if (sign == '-') {
        enabled.removeAll(meant);
        continue;
      }
      if (sign != '+') {
        enabled.clear();
      }
      enabled.removeAll(meant);
      enabled.addAll(meant);
    }
    if (enabled.isEmpty()) {
      throw new InvalidValueException(
          directive
              + " leaves no TLS version enabled: write \""
              + directive
              + " -all +TLSv1.2 +TLSv1.3\".");
    }
    return new TlsVersions(ALL.stream().filter(enabled::contains).toList());
  }

  /** Whether a word without a sign undoes what stands before it, which is seldom meant. */
  static boolean overrides(List<String> words) {
    return words.stream().skip(1).anyMatch(w -> !w.startsWith("+") && !w.startsWith("-"));
  }

  private static List<String> versions(String directive, String name, char sign)
      throws InvalidValueException {
    if (name.equalsIgnoreCase("all")) {
      return ALL;
    }
    boolean ssl = name.toLowerCase(Locale.ROOT).startsWith("sslv");
    if (ssl && sign == '-') {
      return List.of();
    }
    Optional<String> version = ALL.stream().filter(name::equalsIgnoreCase).findFirst();
    if (version.isEmpty()) {
      throw new InvalidValueException(
          ssl
              ? directive
                  + " cannot enable "
                  + name
                  + ": it is broken, and Java has it no more;"
                  + " write TLSv1.2 or TLSv1.3."
              : directive
                  + " does not know \""
                  + name
                  + "\": write TLSv1.2, TLSv1.3 or all, each"
                  + " with + or - in front if you like.");
    }
    return List.of(version.get());
  }
}
