package io.torii.config.directives;

import io.torii.config.HostAddress;
import io.torii.config.ListenAddress;
import io.torii.config.ProxyConfig;
import io.torii.config.ServerTls;
import io.torii.config.VirtualHost;
import io.torii.directive.Problems;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether each virtual host can be reached, and can speak TLS if it wants to. */
final class HostChecks {

  private final ProxyConfig config;
  private final Problems problems;

  HostChecks(ProxyConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
  }

  void run(boolean inContainer) {
    twins();
    remoteIp(config.main());
    config.hosts().forEach(this::remoteIp);
    if (inContainer) {
      if (config.listener().proxyProtocol()) {
        problems.error(
            config.main().origin(),
            "RemoteIPProxyProtocol is the container's connector's to do, before a request is there:"
                + " remove it here and switch it on there (WildFly: proxy-protocol=true on the"
                + " http-listener), or write RemoteIPHeader.");
      }
      return;
    }
    certificate(config.main());
    for (VirtualHost host : config.hosts()) {
      certificate(host);
      if (!config.listen().isEmpty()) {
        listen(host);
      }
    }
  }

  private void certificate(VirtualHost host) {
    Optional<ServerTls> tls = host.tls();
    if (tls.isPresent() && tls.get().certificates().isEmpty() && serves(host)) {
      problems.error(
          host.origin(),
          "SSLEngine On needs a certificate (AH02572): write SSLCertificateFile and"
              + " SSLCertificateKeyFile.");
    }
  }

  /** With virtual hosts for every port the main server, and its TLS, is only inherited from. */
  private boolean serves(VirtualHost host) {
    return !host.addresses().isEmpty() || config.hosts().isEmpty();
  }

  private void listen(VirtualHost host) {
    List<ListenAddress> serving =
        config.listen().stream()
            .filter(l -> host.addresses().stream().anyMatch(a -> serves(l, a)))
            .toList();
    if (serving.isEmpty()) {
      problems.warn(
          host.origin(),
          "No Listen serves this <VirtualHost>: write \"Listen "
              + host.addresses().stream()
                  .map(HostAddress::port)
                  .filter(p -> p > 0)
                  .findFirst()
                  .map(String::valueOf)
                  .orElse("80")
              + "\", or remove the host.");
    }
    boolean https = serving.stream().anyMatch(l -> l.protocol().equals(Optional.of("https")));
    if (https && host.tls().isEmpty()) {
      problems.warn(
          host.origin(),
          "Listen says https, but this <VirtualHost> speaks no TLS: write SSLEngine On.");
    }
  }

  private static boolean serves(ListenAddress listen, HostAddress address) {
    if (address.port() != 0 && listen.port() != 0 && address.port() != listen.port()) {
      return false;
    }
    InetAddress wanted = address.address();
    return wanted == null
        || listen.host().isEmpty()
        || Networks.literal(listen.host().get())
            .map(bound -> bound.isAnyLocalAddress() || bound.equals(wanted))
            .orElse(true);
  }

  /** Hosts of the same name on the same address: only the first is ever chosen. */
  private void twins() {
    Map<HostAddress, Map<String, VirtualHost>> seen = new HashMap<>();
    Set<VirtualHost> told = new HashSet<>();
    for (VirtualHost host : config.hosts()) {
      if (host.name().isEmpty()) {
        continue;
      }
      String name = host.name().get().host();
      for (HostAddress address : host.addresses()) {
        VirtualHost first =
            seen.computeIfAbsent(address, a -> new HashMap<>()).putIfAbsent(name, host);
        if (first != null && !first.equals(host) && told.add(host)) {
          problems.warn(
              host.origin(),
              "This <VirtualHost> is never used for "
                  + name
                  + ": the one at "
                  + first.origin()
                  + " has the same address and ServerName; give one of them another.");
        }
      }
    }
  }

  private void remoteIp(VirtualHost host) {
    host.server()
        .remoteIp()
        .filter(r -> r.internal().isEmpty() && r.trusted().isEmpty())
        .ifPresent(
            r ->
                problems.warn(
                    host.origin(),
                    "RemoteIPHeader "
                        + r.header()
                        + " is believed from every client: name the proxies before us with"
                        + " RemoteIPInternalProxy or RemoteIPTrustedProxy."));
  }
}
