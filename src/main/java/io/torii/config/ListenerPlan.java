package io.torii.config;

import io.torii.directive.Origin;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which addresses to listen on, and who answers TLS on each. */
public final class ListenerPlan {

  /** Where we listen when nothing says so. */
  public static final int DEFAULT_PORT = 8080;

  private ListenerPlan() {}

  /**
   * One address.
   *
   * @param address where to bind
   * @param secure true if connections start with a TLS handshake
   * @param hosts the virtual hosts with certificates on it, the default first
   */
  public record Planned(ListenAddress address, boolean secure, List<VirtualHost> hosts) {
    public Planned {
      hosts = List.copyOf(hosts);
    }
  }

  /** The listeners of a configuration: its Listen lines, else the ports of its hosts, else 8080. */
  public static List<Planned> of(ProxyConfig config) {
    List<ListenAddress> addresses = config.listen();
    if (addresses.isEmpty()) {
      addresses = implied(config);
    }
    return addresses.stream().map(a -> plan(a, config)).toList();
  }

  /**
   * Who takes a connection to a port, in words.
   *
   * @param scheme what the client speaks: {@code http} or {@code https}
   */
  public static String taking(ProxyConfig config, int port, String scheme) {
    for (Planned planned : of(config)) {
      if (planned.address().port() == port) {
        String spoken = planned.secure() ? "https" : "http";
        String other = spoken.equals(scheme) ? "" : ", which speaks no " + scheme;
        return planned.address() + " " + spoken + other;
      }
    }
    return "none listens on port " + port + ": see Listen";
  }

  private static List<ListenAddress> implied(ProxyConfig config) {
    TreeSet<Integer> ports = new TreeSet<>();
    for (VirtualHost host : config.hosts()) {
      for (HostAddress address : host.addresses()) {
        if (address.port() != 0) {
          ports.add(address.port());
        }
      }
    }
    if (ports.isEmpty()) {
      ports.add(DEFAULT_PORT);
    }
    Origin origin = new Origin("(implied)", 0);
    return ports.stream()
        .map(p -> new ListenAddress(Optional.empty(), p, Optional.empty(), origin))
        .toList();
  }

  private static Planned plan(ListenAddress address, ProxyConfig config) {
    List<VirtualHost> here = new ArrayList<>();
    for (VirtualHost host : config.hosts()) {
      if (host.addresses().stream().anyMatch(a -> covers(a, address))) {
        here.add(host);
      }
    }
    List<VirtualHost> withTls =
        Stream.concat(here.stream(), Stream.of(config.main()))
            .filter(h -> h.tls().isPresent())
            .toList();
    boolean https = address.protocol().filter("https"::equals).isPresent();
    boolean http = address.protocol().filter("http"::equals).isPresent();
    // A plain host on the same port does not make the port plain: TLS is decided per address.
    boolean secure =
        !http && (https || (here.isEmpty() ? withTls : here).stream().anyMatch(ListenerPlan::tls));
    return new Planned(address, secure, secure ? withTls : List.of());
  }

  private static boolean tls(VirtualHost host) {
    return host.tls().isPresent();
  }

  private static boolean covers(HostAddress host, ListenAddress listen) {
    if (host.port() != 0 && host.port() != listen.port()) {
      return false;
    }
    InetAddress wanted = host.address();
    if (wanted == null || listen.host().isEmpty()) {
      return true;
    }
    try {
      InetAddress bound = InetAddress.getByName(listen.host().get());
      return bound.isAnyLocalAddress() || bound.equals(wanted);
    } catch (UnknownHostException e) {
      // Binding will fail, and say so.
      return true;
    }
  }
}
