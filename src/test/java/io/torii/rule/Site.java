package io.torii.rule;

import io.torii.config.BalancerConfig;
import io.torii.config.EnvRule;
import io.torii.config.ManagerToken;
import io.torii.config.MemberConfig;
import io.torii.config.MemberUrl;
import io.torii.config.ProxyConfig;
import io.torii.config.RequestSettings;
import io.torii.config.VirtualHost;
import io.torii.config.directives.Conf;
import io.torii.directive.expr.Expression;
import io.torii.rule.access.AccessControl;
import io.torii.rule.access.NameService;
import io.torii.rule.condition.EnvRules;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.RequestContext;
import io.torii.rule.condition.Said;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;

/** A configuration in lines, and what its router makes of requests. */
public final class Site {

  private final ProxyConfig config;
  final Router router;

  /** What the administrator was told. */
  final Said said = new Said();

  private Site(Conf conf, boolean container) {
    config = conf.config();
    router = new Router(config, container, new RealChecks());
  }

  public static Site of(String... lines) {
    return new Site(Conf.of(lines), false);
  }

  static Site inContainer(String... lines) {
    return new Site(Conf.inContainer(lines), true);
  }

  /**
   * In a container whose ports stand for others.
   *
   * @param ports as {@code torii.ports} has them
   */
  static Site onPorts(String ports, String... lines) {
    return new Site(Conf.inContainer(Map.of("torii.ports", ports), lines), true);
  }

  /** With properties, in a container. */
  public static Site with(Map<String, String> properties, String... lines) {
    return new Site(Conf.inContainer(properties, lines), true);
  }

  public ProxyConfig config() {
    return config;
  }

  public Router router() {
    return router;
  }

  /** A GET that has not been sent yet. */
  public Visit visit(String target) {
    return new Visit(this, target);
  }

  /** What becomes of a plain GET. */
  public String get(String target) {
    return visit(target).outcome();
  }

  /** The virtual host, as tests tell them apart: its ServerName, {@code main} without one. */
  static String named(VirtualHost host) {
    return host.name().map(n -> n.host()).orElse("main");
  }

  /** The members of a host's own balancer. */
  List<MemberUrl> members(VirtualHost host, String name) {
    BalancerConfig balancer = config.balancers().get(host.id() + "/" + name);
    return balancer == null
        ? List.of()
        : balancer.members().stream().map(MemberConfig::url).toList();
  }

  /** Where it is sent, {@code status location}, or {@code status code} of a refusal. */
  String text(Decision decision) {
    if (decision instanceof Decision.Forward to) {
      BalancerConfig balancer =
          Objects.requireNonNull(config.balancers().get(to.balancerKey()), to.balancerKey());
      String url = balancer.plain() ? balancer.members().get(0).url().toString() : balancer.url();
      return url + to.target();
    }
    if (decision instanceof Decision.ForwardTo to) {
      return to.url() + to.target();
    }
    if (decision instanceof Decision.Redirect to) {
      return to.status() + " " + to.location();
    }
    if (decision instanceof Decision.Answer answer) {
      return (answer.status() + " " + answer.code()).strip();
    }
    if (decision instanceof Decision.File file) {
      return "file " + file.name();
    }
    if (decision instanceof Decision.Status) {
      return "status";
    }
    return "manager at " + ((Decision.Manager) decision).prefix();
  }

  /** Variables, conditions and access as they are; nobody looks a name up. */
  private final class RealChecks implements Checks, NameService {

    private final EnvRules env = new EnvRules(said);
    private final ExpressionEvaluator expressions =
        new ExpressionEvaluator(Clock.systemUTC(), said);
    private final AccessControl access =
        new AccessControl(this, expressions, Clock.systemUTC(), said);

    @Override
    public void client(Request request, Trail trail) {
      // The peer is the client here.
    }

    @Override
    public void earlyEnvironment(Request request, List<EnvRule> rules) {
      env.early(request, rules);
    }

    @Override
    public void lateEnvironment(Request request, List<EnvRule> rules) {
      env.late(request, rules);
    }

    @Override
    public boolean holds(Expression condition, Request request) {
      return expressions.test(condition, new RequestContext(request));
    }

    @Override
    public boolean holds(Expression condition, Request request, Consumer<MatchResult> groups) {
      return expressions.test(condition, new RequestContext(request), groups);
    }

    @Override
    public String text(Expression.Word word, Request request) {
      return expressions.text(word, new RequestContext(request));
    }

    @Override
    public Optional<Decision.Answer> refuse(
        Request request, RequestSettings settings, Trail trail) {
      return access.check(request, settings, trail);
    }

    @Override
    public Optional<Decision.Answer> login(
        Request request, RequestSettings settings, List<ManagerToken> tokens, Trail trail) {
      return access.check(request, settings, trail);
    }

    @Override
    public void warn(Request request, String code, String message) {
      said.warn(code, message);
    }

    @Override
    public Optional<String> nameOf(InetAddress address) {
      return Optional.empty();
    }

    @Override
    public List<InetAddress> addressesOf(String name) {
      return List.of();
    }
  }
}
