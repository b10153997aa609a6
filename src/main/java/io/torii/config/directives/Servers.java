package io.torii.config.directives;

import io.torii.config.members.BalancerAssembly;
import io.torii.directive.Node;
import io.torii.directive.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The main server and the virtual hosts of one load. */
final class Servers {

  private final BalancerAssembly assembly;
  private final ServerDraft main;
  private final List<ServerDraft> hosts = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  Servers(BalancerAssembly assembly, Origin origin) {
    this.assembly = assembly;
    this.main = ServerDraft.main(assembly.main(), origin);
    ids.add(main.id());
  }

  ServerDraft main() {
    return main;
  }

  /** In the order of the files. */
  List<ServerDraft> hosts() {
    return hosts;
  }

  /** The main server or a virtual host, by its id. */
  Optional<ServerDraft> find(String id) {
    return Stream.concat(Stream.of(main), hosts.stream())
        .filter(server -> server.id().equals(id))
        .findFirst();
  }

  /** A new virtual host. */
  ServerDraft host(Statement section) {
    String id = id(section);
    ServerDraft host = main.host(id, assembly.host(id), section.origin());
    hosts.add(host);
    return host;
  }

  /** Its addresses and its name: a reload that does not touch these finds it again. */
  private String id(Statement section) {
    String id = String.join(" ", section.words());
    for (Node node : section.children()) {
      if (node.is("ServerName") && node.arguments().size() == 1) {
        id = id + " " + node.arguments().get(0).toLowerCase(Locale.ROOT);
        break;
      }
    }
    String unique = id;
    for (int n = 2; !ids.add(unique); n++) {
      unique = id + " #" + n;
    }
    return unique;
  }
}
