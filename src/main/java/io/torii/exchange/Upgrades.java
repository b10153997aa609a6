package io.torii.exchange;

import io.torii.config.MemberConfig;
import io.torii.http.Headers;
import io.torii.rule.Request;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests may leave HTTP behind (RFC 9110 §7.8), as httpd decides it since 2.4.47: the
 * client's Upgrade, as it stands there, must be one of those that {@code upgrade=} names, or
 * WebSocket for a member of {@code ws://} and {@code wss://}. Any other is left out, and the
 * request is an ordinary one; and so is HTTP itself, whatever {@code upgrade=} says: requests
 * within a tunnel would pass by every rule.
 */
final class Upgrades {

  private static final String DELIMITERS = "[^!#$%&'*+.^_`|~0-9A-Za-z-]+";

  /** HTTP in another form, of RFC 7540 §3.2, RFC 9110 §7.8 and RFC 2817 §3. */
  private static final Set<String> HTTP = Set.of("h2c", "h2", "http", "tls");

  private Upgrades() {}

  /**
   * What the client asks for; null if it cannot be heard: HTTP/1.0 knows no Upgrade, in HTTP/2
   * nothing but a stream could change, and an error document is not what the client has asked for.
   *
   * @param fields the client's after RequestHeader rules
   */
  static @Nullable String asked(Exchange exchange, Headers fields) {
    Request request = exchange.request();
    boolean heard = request.protocol().equals("HTTP/1.1") && !exchange.isDocument();
    return heard && !request.env().containsKey("force-proxy-request-1.0")
        ? fields.joined("Upgrade").filter(value -> !value.isBlank()).orElse(null)
        : null;
  }

  /** Whether that Upgrade may go to a member, or come from it. */
  static boolean allowed(MemberConfig member, String upgrade) {
    Optional<String> configured = member.upgrade();
    if (isHttp(upgrade)) {
      return false;
    }
    if (configured.isEmpty() || configured.get().equalsIgnoreCase("NONE")) {
      return false;
    }
    String list = configured.get();
    if (list.equalsIgnoreCase("ANY") || list.equals("*") || list.equalsIgnoreCase(upgrade)) {
      return true;
    }
    String wanted = upgrade.toLowerCase(Locale.ROOT);
    for (String token : list.toLowerCase(Locale.ROOT).split(DELIMITERS, -1)) {
      if (token.equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the protocols in that list is HTTP, in any version. */
  private static boolean isHttp(String upgrade) {
    for (String protocol : upgrade.toLowerCase(Locale.ROOT).split(",", -1)) {
      if (HTTP.contains(protocol.split("/", 2)[0].strip())) {
        return true;
      }
    }
    return false;
  }
}
