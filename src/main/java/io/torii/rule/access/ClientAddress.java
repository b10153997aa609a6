package io.torii.rule.access;

import io.torii.config.IpNetwork;
import io.torii.config.IpNetworkParser;
import io.torii.config.RemoteIpConfig;
import io.torii.http.AddressText;
import io.torii.rule.Request;
import io.torii.rule.Trail;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Finds the client behind trusted proxies (mod_remoteip). The header is read from its right end,
 * each value written by the proxy that the value before it names; the first proxy that is not
 * trusted ends the walk. With neither RemoteIPInternalProxy nor RemoteIPTrustedProxy every peer is
 * trusted, as in httpd.
 */
public final class ClientAddress {

  /** The note with the trusted proxies that were passed, the nearest first. */
  public static final String PROXIES_NOTE = "remoteip-proxy-ip-list";

  /**
   * What is left of the header once the values that were believed are taken out.
   *
   * @param header its name
   * @param value what the member gets to see; empty if nothing is left, so that the field goes
   */
  public record Remainder(String header, Optional<String> value) {}

  private enum Trust {
    NONE,
    /** Trusted, but what it says about private addresses is not. */
    PUBLIC,
    INTERNAL
  }

  private ClientAddress() {}

  /**
   * Sets {@link Request#client} and the note {@value #PROXIES_NOTE}.
   *
   * @return the rest of the header for the member; empty if nothing was believed, so that the
   *     header stays as it came
   */
  public static Optional<Remainder> resolve(RemoteIpConfig config, Request request, Trail trail) {
    String rest = request.headers().joined(config.header()).orElse(null);
    InetAddress current = request.connection().peer().getAddress();
    boolean moved = false;
    String proxies = null;
    while (rest != null) {
      Trust trust = trust(config, current);
      if (trust == Trust.NONE) {
        break;
      }
      int comma = rest.lastIndexOf(',');
      String last = rest.substring(comma + 1).strip();
      InetAddress next = IpNetworkParser.address(last).orElse(null);
      if (next == null) {
        say(trail, "AH01568: " + config.header() + " value '" + last + "' is no IP address");
        break;
      }
      if (trust == Trust.PUBLIC && !publicly(next)) {
        say(trail, "AH01569: " + config.header() + " value " + last + " is private: ignored");
        break;
      }
      if (trust == Trust.PUBLIC) {
        String proxy = AddressText.of(current);
        proxies = proxies == null ? proxy : proxies + ", " + proxy;
      }
      current = next;
      moved = true;
      rest = comma < 0 ? null : rest.substring(0, comma);
    }
    if (!moved) {
      return Optional.empty();
    }
    request.client(current);
    if (proxies != null) {
      request.notes().put(PROXIES_NOTE, proxies);
    }
    say(trail, AddressText.of(current) + ", from " + config.header());
    return Optional.of(new Remainder(config.header(), Optional.ofNullable(rest)));
  }

  private static Trust trust(RemoteIpConfig config, InetAddress proxy) {
    if (config.internal().isEmpty() && config.trusted().isEmpty()) {
      return Trust.PUBLIC;
    }
    if (contains(config.internal(), proxy)) {
      return Trust.INTERNAL;
    }
    return contains(config.trusted(), proxy) ? Trust.PUBLIC : Trust.NONE;
  }

  private static boolean contains(List<IpNetwork> networks, InetAddress address) {
    for (IpNetwork network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** The IPv4 networks of RFC 3330 that are nobody's alone, and IPv6 outside of 2000::/3. */
  private static boolean publicly(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 16) {
      return (bytes[0] & 0xe0) == 0x20;
    }
    return !(address.isSiteLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress());
  }

  private static void say(Trail trail, String finding) {
    if (trail.listens()) {
      trail.add("client address", finding);
    }
  }
}
