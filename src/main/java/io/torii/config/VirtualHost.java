package io.torii.config;

import io.torii.directive.Origin;
import java.util.List;
import java.util.Optional;

/**
 * A virtual host as it stands for itself, everything that it inherits from the main server
 * included.
 *
 * @param id what tells it from every other in the file, and survives a reload that does not touch
 *     it
 * @param addresses where it listens; empty for the main server
 * @param name ServerName
 * @param aliases ServerAlias, in lower case, with {@code *} and {@code ?}
 * @param server what holds for all of it
 * @param settings what holds unless a section says otherwise
 * @param proxySections Proxy and ProxyMatch, the main server's first
 * @param locations Location and LocationMatch, the main server's first
 * @param rules ProxyPass and ProxyPassMatch outside of Locations, the main server's first
 * @param inheritsRules whether the main server's are among them (ProxyPassInherit)
 * @param rewrites RewriteRule, of this host alone; empty if RewriteEngine is off
 * @param files Alias, and what Directory and Files say
 * @param tls SSLEngine and the certificate, if it is on
 */
public record VirtualHost(
    String id,
    List<HostAddress> addresses,
    Optional<ServerName> name,
    List<String> aliases,
    ServerSettings server,
    RequestSettings settings,
    List<Section> proxySections,
    List<Section> locations,
    List<ProxyRule> rules,
    boolean inheritsRules,
    List<RewriteRule> rewrites,
    FileSettings files,
    Optional<ServerTls> tls,
    Origin origin) {

  public VirtualHost {
    addresses = List.copyOf(addresses);
    aliases = List.copyOf(aliases);
    proxySections = List.copyOf(proxySections);
    locations = List.copyOf(locations);
    rules = List.copyOf(rules);
    rewrites = List.copyOf(rewrites);
  }

  /** The path of its balancer-manager, if it has one: the first literal Location that sets it. */
  public Optional<String> managerPath() {
    for (Section location : locations) {
      if (location.settings().isManager() && location.match() instanceof Section.Match.Prefix p) {
        return Optional.of(p.text());
      }
    }
    return Optional.empty();
  }
}
