package io.torii.manager;

import io.torii.config.HostAddress;
import io.torii.config.ProxyConfig;
import io.torii.config.ProxyRule;
import io.torii.config.VirtualHost;
import io.torii.config.change.Edit;
import io.torii.directive.Nearest;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A rule that somebody wants to have: which server it is for, and whether it would do anything. */
final class NewRule {

  private static final Set<String> FIELDS = Set.of("host", "path", "target", "parameters");

  private final FieldReader reader;
  private final String at;

  /**
   * Of one object.
   *
   * @param at what stands in front of its fields in errors
   */
  NewRule(FieldReader reader, String at) {
    this.reader = reader;
    this.at = at;
  }

  /** {@code ProxyPass path target parameters} in front of the others of the host. */
  Edit.AddRule read(JsonObject fields, ProxyConfig config) {
    reader.onlyKnown(fields, FIELDS, at);
    reader.optional(fields, "host", at);
    String path = reader.required(fields, "path", at);
    String target = reader.required(fields, "target", at);
    String parameters = reader.optional(fields, "parameters", at);
    String server = server(fields);
    if (server.equals(Edit.AddRule.MAIN)) {
      inMain(config);
    } else {
      inHost(config, server, path);
    }
    return new Edit.AddRule(
        server, (quoted(path) + " " + quoted(target) + " " + parameters).strip());
  }

  /** The id of the host that it is for: the main server's unless it says otherwise. */
  static String server(JsonObject fields) {
    String host = fields.getString("host", "");
    return host.isEmpty() ? Edit.AddRule.MAIN : host;
  }

  /** The main server's rules are for what no host serves, and for the hosts that inherit them. */
  private void inMain(ProxyConfig config) {
    List<VirtualHost> hosts = config.hosts();
    boolean serves =
        hosts.isEmpty()
            || config.listen().stream()
                .anyMatch(listen -> hosts.stream().noneMatch(h -> names(h, listen.port())));
    if (!serves && hosts.stream().noneMatch(VirtualHost::inheritsRules)) {
      reader.refuse(
          at + "host",
          "is required: virtual hosts serve every port and have ProxyPassInherit Off, so that a"
              + " rule of the main server would have no effect. Name one of "
              + String.join(", ", ids(config))
              + ".");
    }
  }

  private static boolean names(VirtualHost host, int port) {
    return host.addresses().stream()
        .map(HostAddress::port)
        .anyMatch(named -> named == 0 || named == port);
  }

  private void inHost(ProxyConfig config, String id, String path) {
    Optional<VirtualHost> host =
        config.hosts().stream().filter(known -> known.id().equals(id)).findFirst();
    if (host.isEmpty()) {
      reader.refuse(
          at + "host",
          "There is no host " + id + Nearest.hint(id, ids(config)) + " See GET hosts.");
    } else if (host.get().inheritsRules()) {
      config.main().rules().stream()
          .filter(rule -> rule.prefix().filter(prefix -> takes(prefix, path)).isPresent())
          .findFirst()
          .ifPresent(rule -> refuse(rule));
    }
  }

  private void refuse(ProxyRule rule) {
    reader.refuse(
        at + "path",
        "The rule would have no effect: ProxyPass "
            + rule.prefix().orElse("")
            + " of the main server ("
            + rule.origin()
            + ") takes these requests before. Remove that, or write ProxyPassInherit Off in the"
            + " host.");
  }

  private static boolean takes(String prefix, String path) {
    return path.equals(prefix) || path.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
  }

  private static List<String> ids(ProxyConfig config) {
    List<String> ids = new ArrayList<>();
    ids.add(Edit.AddRule.MAIN);
    config.hosts().forEach(host -> ids.add(host.id()));
    return ids;
  }

  private static String quoted(String word) {
    return word.chars().anyMatch(c -> c == ' ' || c == '"' || c == '\'')
        ? '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : word;
  }
}
