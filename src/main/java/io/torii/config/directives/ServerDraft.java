package io.torii.config.directives;

import io.torii.config.HostAddress;
import io.torii.config.IpNetwork;
import io.torii.config.ListenAddress;
import io.torii.config.ProxyRule;
import io.torii.config.RequestSettings;
import io.torii.config.ReverseRule;
import io.torii.config.Section;
import io.torii.config.ServerName;
import io.torii.config.members.Scope;
import io.torii.directive.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The main server, or a virtual host, while it is read. */
final class ServerDraft {

  private final String id;
  private final Origin origin;
  private final Scope members;
  private final Block block;
  private final @Nullable ServerDraft main;

  final List<HostAddress> addresses = new ArrayList<>();
  final List<String> aliases = new ArrayList<>();
  final List<Section> proxySections = new ArrayList<>();
  final List<Section> locations = new ArrayList<>();
  final List<ProxyRule> rules = new ArrayList<>();
  final RewriteDraft rewrites = new RewriteDraft();
  final FileDraft disk = new FileDraft();
  final List<ListenAddress> listen = new ArrayList<>();
  final List<IpNetwork> internalProxies = new ArrayList<>();
  final List<IpNetwork> trustedProxies = new ArrayList<>();
  final List<Path> certificates = new ArrayList<>();
  final List<Path> keys = new ArrayList<>();
  final List<String> tlsOptions = new ArrayList<>();
  final List<MemberTls> memberTls = new ArrayList<>();
  final LogDraft logs;
  private @Nullable ServerName name;

  private ServerDraft(String id, Origin origin, Scope members, @Nullable ServerDraft main) {
    this.id = id;
    this.origin = origin;
    this.members = members;
    this.main = main;
    this.logs = new LogDraft(main == null ? null : main.logs);
    this.block =
        main == null
            ? Block.ofServer(Context.SERVER, this, new Values())
            : Block.ofServer(Context.VIRTUAL_HOST, this, main.block.values().inner());
  }

  static ServerDraft main(Scope members, Origin origin) {
    return new ServerDraft("main", origin, members, null);
  }

  /**
   * A virtual host.
   *
   * @param hostId see {@link io.torii.config.VirtualHost#id}
   */
  ServerDraft host(String hostId, Scope hostMembers, Origin hostOrigin) {
    return new ServerDraft(hostId, hostOrigin, hostMembers, this);
  }

  String id() {
    return id;
  }

  Origin origin() {
    return origin;
  }

  /** Its balancers and workers. */
  Scope members() {
    return members;
  }

  /** What stands in it outside of sections. */
  Block block() {
    return block;
  }

  Values values() {
    return block.values();
  }

  /** The server it inherits from; empty for the main server. */
  Optional<ServerDraft> inheritsFrom() {
    return Optional.ofNullable(main);
  }

  void name(ServerName serverName) {
    name = serverName;
  }

  Optional<ServerName> name() {
    return Optional.ofNullable(name);
  }

  /** Keeps a finished section of this server. */
  void add(Context context, Section section) {
    (context == Context.PROXY ? proxySections : locations).add(section);
  }

  /**
   * The SSLProxy directives of one Proxy section.
   *
   * @param url the section's, as written
   */
  record MemberTls(String url, Values values, Origin origin) {}

  /** Rules and what belongs to them, in front of its own. */
  void putFirst(List<ProxyRule> first, List<ReverseRule> reverse) {
    rules.addAll(0, first);
    block.settings().reverse.addAll(0, reverse);
  }

  /** The settings of this server alone. */
  RequestSettings finish() {
    return block.finish();
  }
}
