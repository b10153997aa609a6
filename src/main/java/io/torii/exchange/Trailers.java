package io.torii.exchange;

import io.torii.config.HeaderRule;
import io.torii.exchange.RequestBody.ClientBodyException;
import io.torii.http.FieldSyntax;
import io.torii.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields behind a body (RFC 9110 §6.5): which of them go on, and to whom.
 *
 * <p>A response's go to a client that can be sent any, in HTTP/1.1 or HTTP/2, if the member has
 * announced them in {@code Trailer}, or the client has asked for them by {@code TE: trailers} as
 * gRPC does. HAProxy, and nginx and Envoy where that is switched on, do not wait to be asked
 * either; httpd 2.4 sends them in HTTP/2 alone. What is neither announced nor asked for is dropped
 * (RFC 9110 §6.5.1 lets us): it would cost every short response in chunks its Content-Length.
 *
 * <p>A request's go to the member wherever the container has read them, in chunks. The member is
 * told {@code TE: trailers} if the client has said so (RFC 9110 §10.1.4).
 */
public final class Trailers {

  /** Most fields behind one body; as many as LimitRequestFields lets be in a head by default. */
  public static final int MOST_FIELDS = 100;

  /** Most bytes of them, line ends included; as many as one line of a head may have. */
  public static final int MOST_BYTES = 8 * 1024;

  /**
   * What means something before the body or to one hop, and must not come to count behind it (RFC
   * 9110 §6.5.1): who merges trailers into the head would believe it.
   */
  private static final Set<String> NEVER =
      HopByHop.names(
          // framing, and the connection
          "connection",
          "content-length",
          "expect",
          "http2-settings",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          // where a request goes, and where it is from
          "forwarded",
          "host",
          "max-forwards",
          "via",
          "x-real-ip",
          // who somebody is
          "authorization",
          "cookie",
          "proxy-authenticate",
          "proxy-authorization",
          "set-cookie",
          "www-authenticate",
          // what is asked for
          "cache-control",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "pragma",
          "range",
          // what an answer means and how long
          "age",
          "date",
          "expires",
          "location",
          "retry-after",
          "strict-transport-security",
          "vary",
          "warning",
          // how a body is to be read
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-location",
          "content-range",
          "content-security-policy",
          "content-security-policy-report-only",
          "content-type");

  private Trailers() {}

  /** Whether a request says {@code TE: trailers}. */
  static boolean wanted(Headers request) {
    if (!request.contains("TE")) {
      return false;
    }
    for (String value : request.all("TE")) {
      for (String coding : value.split(",", -1)) {
        if (coding.strip().equalsIgnoreCase("trailers")) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The names in {@code Trailer} that may go on; null if there are none.
   *
   * @param rules RequestHeader or Header
   */
  static @Nullable String announced(Headers head, List<HeaderRule> rules) {
    if (!head.contains("Trailer")) {
      return null;
    }
    StringBuilder names = new StringBuilder();
    for (String value : head.all("Trailer")) {
      for (String part : value.split(",", -1)) {
        String name = part.strip();
        if (FieldSyntax.isToken(name) && passes(name, rules)) {
          names.append(names.isEmpty() ? "" : ", ").append(name);
        }
      }
    }
    return names.isEmpty() ? null : names.toString();
  }

  /**
   * Those behind the client's body that go on to the member; null if there are none.
   *
   * @throws ClientBodyException if one is malformed, or there is too much of them
   */
  static @Nullable Headers ofClient(Exchange exchange) throws ClientBodyException {
    Headers fields = exchange.client().trailers();
    if (fields == null) {
      return null;
    }
    int bytes = 0;
    for (Headers.Field field : fields) {
      // Each container lets other things through.
      if (!FieldSyntax.isToken(field.name()) || !FieldSyntax.harmless(field.value())) {
        throw refused("a field behind the body is malformed");
      }
      bytes += field.name().length() + field.value().length() + 4;
    }
    if (fields.size() > MOST_FIELDS || bytes > MOST_BYTES) {
      throw refused("the fields behind the body are too many or too long");
    }
    Headers passing =
        passing(fields, exchange.request().headers(), exchange.settings().requestHeaders());
    exchange.trailersIn(passing);
    return passing;
  }

  private static ClientBodyException refused(String reason) {
    return new ClientBodyException(Failure.Kind.CLIENT_BODY, reason, null);
  }

  /** Those behind a member's body that go on to the client; null if there are none. */
  static @Nullable Headers ofMember(MemberResponse response, List<HeaderRule> rules) {
    Headers fields = response.trailers();
    return fields == null ? null : passing(fields, response.headers(), rules);
  }

  private static @Nullable Headers passing(Headers fields, Headers head, List<HeaderRule> rules) {
    Headers passing = fields.copy();
    passing.removeIf(field -> !passes(field.name(), rules));
    HopByHop.stripNamed(head, passing);
    return passing.size() == 0 ? null : passing;
  }

  /**
   * What an administrator writes into a head, or takes out of it, does not come in by the back
   * door.
   */
  private static boolean passes(String name, List<HeaderRule> rules) {
    return !NEVER.contains(name)
        && !name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-")
        && rules.stream()
            .noneMatch(
                rule ->
                    rule.action() != HeaderRule.Action.NOTE && rule.name().equalsIgnoreCase(name));
  }
}
