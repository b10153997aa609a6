package io.torii.exchange;

import io.torii.http.Headers;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Fields that are meant for the next hop only and never travel through us (RFC 9110 §7.6.1). */
final class HopByHop {

  /** Framing is ours to write on each side (RFC 9112 §6). */
  private static final Set<String> FRAMING = names("content-length", "transfer-encoding");

  private static final Set<String> REQUEST =
      names(
          "connection",
          "proxy-connection",
          "keep-alive",
          "upgrade",
          "trailer",
          "te",
          "content-length",
          "transfer-encoding");

  /** Content-Length stays: it tells the client's side how long the body is. */
  private static final Set<String> RESPONSE =
      names(
          "connection",
          "proxy-connection",
          "keep-alive",
          "proxy-authenticate",
          "te",
          "trailer",
          "upgrade",
          "transfer-encoding");

  /** What we have to read ourselves, and what travels through us never as it came. */
  private static final Set<String> OURS =
      names("content-length", "transfer-encoding", "host", "te", "upgrade");

  private HopByHop() {}

  /** Names are found in any case, and none is made lower for it. */
  static Set<String> names(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return Collections.unmodifiableSet(set);
  }

  static void stripRequest(Headers headers) {
    strip(headers, REQUEST);
  }

  static void stripResponse(Headers headers) {
    strip(headers, RESPONSE);
  }

  /**
   * Takes out what the client's Connection names, and Connection itself. Host, TE and Upgrade stay:
   * we have to read them, and none travels through us as it came.
   */
  static void stripNamed(Headers headers) {
    if (headers.contains("Connection")) {
      named(headers, headers, OURS);
      headers.remove("Connection");
    }
  }

  /** Takes what a head's Connection names out of the trailers as well. */
  static void stripNamed(Headers head, Headers trailers) {
    named(head, trailers, Set.of());
  }

  private static void strip(Headers headers, Set<String> always) {
    if (headers.contains("Connection")) {
      named(
          headers, headers,
          FRAMING); // a length named there would be cut off and the body's end lost
    }
    headers.removeIf(f -> always.contains(f.name()));
  }

  private static void named(Headers head, Headers from, Set<String> kept) {
    for (String value : head.all("Connection")) {
      for (String named : value.split(",", -1)) {
        String name = named.strip();
        if (!name.isEmpty() && !kept.contains(name)) {
          from.remove(name);
        }
      }
    }
  }
}
