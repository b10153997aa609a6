package io.torii.config.directives;

import io.torii.config.InvalidValueException;
import io.torii.config.IpNetwork;
import io.torii.config.Requirement;
import io.torii.directive.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the arguments of Require. */
final class Requirements {

  private static final List<String> PROVIDERS =
      List.of(
          "all",
          "ip",
          "host",
          "local",
          "user",
          "group",
          "valid-user",
          "env",
          "method",
          "expr",
          "ssl",
          "ssl-verify-client");

  /** The methods that httpd has registered: any other word is most likely a slip. */
  private static final Set<String> METHODS =
      Set.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "DELETE",
          "CONNECT",
          "OPTIONS",
          "TRACE",
          "PATCH",
          "PROPFIND",
          "PROPPATCH",
          "MKCOL",
          "COPY",
          "MOVE",
          "LOCK",
          "UNLOCK",
          "VERSION-CONTROL",
          "CHECKOUT",
          "UNCHECKOUT",
          "CHECKIN",
          "UPDATE",
          "LABEL",
          "REPORT",
          "MKWORKSPACE",
          "MKACTIVITY",
          "BASELINE-CONTROL",
          "MERGE");

  private Requirements() {}

  /** {@code [not] provider argument …}. */
  static Requirement parse(Statement s) throws InvalidValueException {
    boolean negated = s.count() > 0 && s.word(0).equalsIgnoreCase("not");
    int index = negated ? 1 : 0;
    if (s.count() <= index) {
      throw new InvalidValueException(
          "Require says nothing: write \"Require all granted\", \"Require ip 10.0.0.0/8\" or"
              + " another.");
    }
    Requirement requirement = provider(s, s.word(index), s.rest(index + 1), negated);
    return negated ? new Requirement.Not(requirement) : requirement;
  }

  private static Requirement provider(
      Statement s, String provider, List<String> words, boolean negated)
      throws InvalidValueException {
    return switch (provider.toLowerCase(Locale.ROOT)) {
      case "all" -> all(words, negated);
      case "ip" -> new Requirement.Ip(networks(needed(words, "ip", "10.0.0.0/8")));
      case "host" -> new Requirement.Host(hosts(needed(words, "host", "example.com")));
      case "local" -> new Requirement.Local();
      case "user" -> new Requirement.User(new LinkedHashSet<>(needed(words, "user", "alice")));
      case "group" -> new Requirement.Group(new LinkedHashSet<>(needed(words, "group", "staff")));
      case "valid-user" -> new Requirement.ValidUser();
      case "env" -> new Requirement.Env(needed(words, "env", "VARIABLE"));
      case "method" -> new Requirement.Method(methods(needed(words, "method", "GET POST")));
      case "expr" -> new Requirement.Expr(Syntax.condition("Require expr", expression(s, negated)));
      case "ssl" -> new Requirement.Expr(Syntax.condition("Require ssl", "%{HTTPS} == 'on'"));
      case "ssl-verify-client" ->
          new Requirement.Expr(
              Syntax.condition("Require ssl-verify-client", "%{SSL_CLIENT_VERIFY} == 'SUCCESS'"));
      default -> throw new InvalidValueException(unknown(provider));
    };
  }

  private static Requirement all(List<String> words, boolean negated) throws InvalidValueException {
    if (negated) {
      throw new InvalidValueException(
          "\"Require not all\" makes no sense: write \"Require all denied\" or \"Require all"
              + " granted\".");
    }
    if (words.size() == 1) {
      if (words.get(0).equalsIgnoreCase("granted")) {
        return new Requirement.All(true);
      }
      if (words.get(0).equalsIgnoreCase("denied")) {
        return new Requirement.All(false);
      }
    }
    throw new InvalidValueException(
        "\"Require all\" is followed by granted or denied, not \""
            + String.join(" ", words)
            + "\".");
  }

  private static List<String> needed(List<String> words, String provider, String example)
      throws InvalidValueException {
    if (words.isEmpty()) {
      throw new InvalidValueException(
          "\"Require "
              + provider
              + "\" admits nobody: write \"Require "
              + provider
              + " "
              + example
              + "\".");
    }
    return words;
  }

  private static List<IpNetwork> networks(List<String> words) throws InvalidValueException {
    List<IpNetwork> networks = new ArrayList<>();
    for (String word : words) {
      try {
        networks.add(Networks.parse(word));
      } catch (InvalidValueException e) {
        throw new InvalidValueException("Require ip " + e.getMessage());
      }
    }
    return networks;
  }

  /** Names; what stands behind a number sign is a comment, as in httpd. */
  private static List<String> hosts(List<String> words) {
    List<String> hosts = new ArrayList<>();
    for (String word : words) {
      int comment = word.indexOf('#');
      String host = comment < 0 ? word : word.substring(0, comment);
      if (!host.isEmpty()) {
        hosts.add(host.toLowerCase(Locale.ROOT));
      }
      if (comment >= 0) {
        break;
      }
    }
    return hosts;
  }

  private static Set<String> methods(List<String> words) throws InvalidValueException {
    for (String word : words) {
      if (!METHODS.contains(word)) {
        throw new InvalidValueException(
            "Require method does not know \""
                + word
                + "\": methods are written in capitals, such"
                + " as GET.");
      }
    }
    return new LinkedHashSet<>(words);
  }

  /** The expression as written: httpd takes away quotes around the whole of it, and no others. */
  private static String expression(Statement s, boolean negated) throws InvalidValueException {
    String text = s.node().text().strip();
    text = text.substring(negated ? "not".length() : 0).strip().substring("expr".length()).strip();
    if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1);
    }
    if (text.isEmpty()) {
      throw new InvalidValueException("\"Require expr\" needs an expression.");
    }
    return text;
  }

  private static String unknown(String provider) {
    if (provider.equalsIgnoreCase("granted") || provider.equalsIgnoreCase("denied")) {
      return "Require \""
          + provider
          + "\" lacks a word: write \"Require all "
          + provider.toLowerCase(Locale.ROOT)
          + "\".";
    }
    return "Require does not know \""
        + provider
        + "\""
        + Nearest.to(provider, PROVIDERS)
            .map(near -> ": did you mean \"" + near + "\"?")
            .orElse(": it knows " + String.join(", ", PROVIDERS) + ".");
  }
}
