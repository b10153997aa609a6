package io.torii.config;

import java.util.List;

/**
 * Who the client is when other proxies stand before us (mod_remoteip).
 *
 * @param header RemoteIPHeader
 * @param internal RemoteIPInternalProxy: trusted, private addresses in the header believed
 * @param trusted RemoteIPTrustedProxy: trusted, private addresses not believed
 */
public record RemoteIpConfig(String header, List<IpNetwork> internal, List<IpNetwork> trusted) {

  public RemoteIpConfig {
    internal = List.copyOf(internal);
    trusted = List.copyOf(trusted);
  }
}
