package io.torii.exchange;

import io.torii.http.Headers;
import java.util.Locale;
import java.util.Set;

/** Fields that are meant for the next hop only and never travel through us (RFC 9110 §7.6.1). */
final class HopByHop {

  private static final Set<String> REQUEST =
      Set.of("connection", "proxy-connection", "keep-alive", "upgrade", "trailer", "te");

  private static final Set<String> RESPONSE =
      Set.of(
          "connection",
          "proxy-connection",
          "keep-alive",
          "proxy-authenticate",
          "te",
          "trailer",
          "upgrade");

  /** Framing is ours to write on each side (RFC 9112 §6). */
  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  private HopByHop() {}

  static void stripRequest(Headers headers) {
    strip(headers, REQUEST);
    headers.removeIf(f -> FRAMING.contains(f.name().toLowerCase(Locale.ROOT)));
  }

  /** Content-Length stays: it tells the client's side how long the body is. */
  static void stripResponse(Headers headers) {
    strip(headers, RESPONSE);
    headers.remove("Transfer-Encoding");
  }

  /**
   * Takes out what the client's Connection names, and Connection itself. Host and Upgrade stay: we
   * have to read them, and neither travels through us as it came.
   */
  static void stripNamed(Headers headers) {
    if (headers.contains("Connection")) {
      named(headers, Set.of("content-length", "transfer-encoding", "host", "upgrade"));
      headers.remove("Connection");
    }
  }

  private static void strip(Headers headers, Set<String> always) {
    named(headers, FRAMING); // a length named there would be cut off and the body's end lost
    headers.removeIf(f -> always.contains(f.name().toLowerCase(Locale.ROOT)));
  }

  private static void named(Headers headers, Set<String> kept) {
    for (String value : headers.all("Connection")) {
      for (String named : value.split(",", -1)) {
        String name = named.strip();
        if (!name.isEmpty() && !kept.contains(name.toLowerCase(Locale.ROOT))) {
          headers.remove(name);
        }
      }
    }
  }
}
