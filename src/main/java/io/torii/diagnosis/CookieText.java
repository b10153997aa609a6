package io.torii.diagnosis;

import java.util.Locale;

/**
 * A Set-Cookie as a browser reads it (RFC 6265 §5.2): name, value, and the attributes that count.
 */
final class CookieText {

  private final String name;
  private final String value;
  private String path = "";
  private String domain = "";
  private boolean secure;
  private boolean takenBack;

  CookieText(String field) {
    String[] parts = field.split(";", -1);
    int equals = parts[0].indexOf('=');
    name = equals < 0 ? "" : parts[0].substring(0, equals).strip();
    value = parts[0].substring(equals + 1).strip();
    for (int i = 1; i < parts.length; i++) {
      attribute(parts[i]);
    }
  }

  /** The last one of its name counts. */
  private void attribute(String text) {
    int equals = text.indexOf('=');
    String key = (equals < 0 ? text : text.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
    String rest = equals < 0 ? "" : text.substring(equals + 1).strip();
    switch (key) {
      case "path" -> path = rest.startsWith("/") ? rest : "";
      case "domain" -> domain = rest.toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
      case "secure" -> secure = true;
      case "max-age" -> takenBack = rest.matches("0+|-[0-9]+");
      case "expires" -> takenBack |= rest.matches(".*(1970|-70) .*");
      default -> {}
    }
  }

  String name() {
    return name;
  }

  String value() {
    return value;
  }

  boolean secure() {
    return secure;
  }

  /** Whether it is there to delete a cookie: no time to live, or until the epoch, as is usual. */
  boolean takenBack() {
    return takenBack;
  }

  /** RFC 6265 §5.3: whoever is not in the Domain ignores the cookie. */
  boolean isFor(String host) {
    return domain.isEmpty() || host.equals(domain) || host.endsWith("." + domain);
  }

  /** RFC 6265 §5.1.4: whether it is sent back with a request for that path. */
  boolean covers(String target) {
    return path.isEmpty()
        || target.equals(path)
        || (target.startsWith(path) && (path.endsWith("/") || target.charAt(path.length()) == '/'));
  }

  /** The field without its value, which may be somebody's session. */
  String shown() {
    return name
        + "=..."
        + (path.isEmpty() ? "" : "; Path=" + path)
        + (domain.isEmpty() ? "" : "; Domain=" + domain)
        + (secure ? "; Secure" : "");
  }
}
