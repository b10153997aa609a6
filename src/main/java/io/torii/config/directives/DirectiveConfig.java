package io.torii.config.directives;

import io.torii.config.Account;
import io.torii.config.ListenAddress;
import io.torii.config.ManagerConfig;
import io.torii.config.ProxyConfig;
import io.torii.config.ProxyRule;
import io.torii.config.RequestSettings;
import io.torii.config.ReverseRule;
import io.torii.config.VirtualHost;
import io.torii.config.change.Differences;
import io.torii.config.change.Overlay;
import io.torii.config.members.BalancerAssembly;
import io.torii.directive.Node;
import io.torii.directive.Origin;
import io.torii.directive.Parsed;
import io.torii.directive.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A configuration in the making: the directive tree is read into it, properties may be laid over
 * it, and then it is built and checked. One per load, one thread.
 */
public final class DirectiveConfig {

  private final Problems problems;
  private final Parsed parsed;
  private final BalancerAssembly assembly;
  private final Servers servers;
  private final Reading reading;

  /**
   * @param parsed the files as they were read
   * @param environment what PassEnv passes
   */
  public DirectiveConfig(Parsed parsed, Map<String, String> environment, Problems problems) {
    this.problems = problems;
    this.parsed = parsed;
    this.assembly = new BalancerAssembly(problems);
    Origin origin = parsed.nodes().stream().findFirst().map(Node::origin).orElse(start());
    this.servers = new Servers(assembly, origin);
    this.reading = new Reading(problems, parsed, environment, servers);
  }

  private static Origin start() {
    return Origin.property("torii.conf");
  }

  /** Reads all directives. */
  public DirectiveConfig read() {
    new DirectiveReader(reading).readServer(parsed.nodes(), servers.main().block());
    return this;
  }

  /** What has become of each directive. */
  public Account account() {
    return reading.account(parsed.lines());
  }

  /** The balancers and workers, to which properties may add. */
  public BalancerAssembly assembly() {
    return assembly;
  }

  /** BalancerPersist of the main server. */
  public boolean persists() {
    return servers.main().values().get(Key.PERSIST);
  }

  /** Rules and what belongs to them, in front of the main server's own. */
  public void putFirst(List<ProxyRule> rules, List<ReverseRule> reverse) {
    servers.main().putFirst(rules, reverse);
  }

  /** Lays what operators have changed over it. After files and properties, before it is built. */
  public Overlay.Outcome lay(Differences differences) {
    Overlay.Layer balancers = assembly.edits();
    Overlay.Layer rules = new RuleEdits(servers, assembly);
    return new Overlay(edit -> edit.balancer().isEmpty() ? rules : balancers, problems)
        .apply(differences);
  }

  /** Addresses that stand in place of the files' Listen. */
  public void listen(List<ListenAddress> addresses) {
    servers.main().listen.clear();
    servers.main().listen.addAll(addresses);
  }

  /**
   * Makes the model of it all and checks it.
   *
   * @param inContainer whether a container listens, and has the certificates
   */
  public ProxyConfig build(
      ManagerConfig manager, Map<Integer, Integer> ports, boolean inContainer) {
    ServerDraft main = servers.main();
    RequestSettings mainSettings = main.finish();
    HostBuilder builder = new HostBuilder(main, mainSettings, problems);
    VirtualHost mainHost = builder.main();
    List<VirtualHost> hosts = servers.hosts().stream().map(builder::host).toList();
    Set<Path> files = new LinkedHashSet<>(parsed.watched());
    files.addAll(reading.files());
    ProxyConfig config =
        new ProxyConfig(
            main.listen,
            SettingsBuilder.listener(main),
            mainHost,
            hosts,
            assembly.build(),
            manager,
            ports,
            main.values().find(Key.HEARTBEAT),
            new ArrayList<>(files));
    new ConfigChecks(config, problems).run(inContainer);
    ProxyEngineCheck engine = new ProxyEngineCheck(config, problems);
    engine.run(main);
    servers.hosts().forEach(engine::run);
    if (!inContainer) {
      new FileChecks(problems).run(reading.named());
    }
    new LogChecks(problems).run(reading.logs());
    return config;
  }
}
