package io.torii.bench;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.net.URI;

/** Undertow's own proxy in front of some ports of 127.0.0.1. */
final class UndertowProxy {

  private static final int CONNECTIONS = 512;

  private UndertowProxy() {}

  /** The port to listen on, then those of the members. */
  public static void main(String... ports) {
    LoadBalancingProxyClient members =
        new LoadBalancingProxyClient().setConnectionsPerThread(CONNECTIONS);
    for (int i = 1; i < ports.length; i++) {
      members.addHost(URI.create("http://127.0.0.1:" + ports[i]), "m" + (i - 1));
    }
    Undertow.builder()
        .addHttpListener(Integer.parseInt(ports[0]), "127.0.0.1")
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
        .setHandler(
            ProxyHandler.builder().setProxyClient(members).setMaxRequestTime(60_000).build())
        .build()
        .start();
  }
}
