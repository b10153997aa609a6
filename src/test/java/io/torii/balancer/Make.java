package io.torii.balancer;

import io.torii.config.BalancerConfig;
import io.torii.config.HealthCheckConfig;
import io.torii.config.MemberConfig;
import io.torii.config.MemberStatus;
import io.torii.config.MemberUrl;
import io.torii.config.PoolConfig;
import io.torii.config.ProxyTls;
import io.torii.config.StickyConfig;
import io.torii.config.TransportConfig;
import io.torii.directive.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Configurations for tests, as short as a directive. */
public final class Make {

  static final StickyConfig JSESSIONID =
      new StickyConfig("JSESSIONID", "jsessionid", Optional.of('.'), false);

  private Make() {}

  /** A member such as {@code a} for {@code http://a:8080}, with BalancerMember's defaults. */
  public static MemberBuilder member(String host) {
    return new MemberBuilder(new MemberUrl("http", host, 8080, ""));
  }

  public static MemberBuilder member(MemberUrl url) {
    return new MemberBuilder(url);
  }

  /** A balancer {@code balancer://x}. */
  public static BalancerBuilder balancer(MemberBuilder... members) {
    return new BalancerBuilder(List.of(members));
  }

  /** Members named a, b, c, ... with these weights in hundredths. */
  static BalancerBuilder weights(int... weights) {
    List<MemberBuilder> members = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      members.add(member(String.valueOf((char) ('a' + i))).weight(weights[i]));
    }
    return new BalancerBuilder(members);
  }

  /** One BalancerMember. */
  public static final class MemberBuilder {
    private final MemberUrl url;
    private String route = "";
    private String redirect = "";
    private int weight = 100;
    private int lbset;
    private final EnumSet<MemberStatus> status = EnumSet.noneOf(MemberStatus.class);
    private PoolConfig pool = PoolConfig.DEFAULT;
    private TransportConfig transport = TransportConfig.DEFAULT;
    private @Nullable HealthCheckConfig check;

    private MemberBuilder(MemberUrl url) {
      this.url = url;
    }

    public MemberBuilder route(String value) {
      route = value;
      return this;
    }

    public MemberBuilder redirect(String value) {
      redirect = value;
      return this;
    }

    public MemberBuilder weight(int hundredths) {
      weight = hundredths;
      return this;
    }

    public MemberBuilder lbset(int value) {
      lbset = value;
      return this;
    }

    /** Sets flags by letter. */
    public MemberBuilder status(String letters) {
      letters.chars().forEach(c -> status.add(MemberStatus.of((char) c).orElseThrow()));
      return this;
    }

    public MemberBuilder maxConnections(int max) {
      pool = new PoolConfig(0, max, max, Optional.empty(), Optional.empty(), true);
      return this;
    }

    public MemberBuilder retry(Duration retry) {
      TransportConfig t = transport;
      return transport(t.connectTimeout(), t.timeout(), retry);
    }

    public MemberBuilder transport(Duration connect, Duration timeout, Duration retry) {
      transport =
          new TransportConfig(
              connect,
              timeout,
              Optional.empty(),
              retry,
              Optional.empty(),
              8192,
              8192,
              0,
              false,
              Optional.empty(),
              Optional.empty());
      return this;
    }

    public MemberBuilder check(HealthCheckConfig value) {
      check = value;
      return this;
    }

    public MemberConfig build() {
      return new MemberConfig(
          url,
          route,
          redirect,
          weight,
          lbset,
          status,
          pool,
          transport,
          ProxyTls.DEFAULT,
          Optional.empty(),
          Optional.ofNullable(check),
          new Origin("test.conf", 1));
    }
  }

  /** One {@code <Proxy balancer://...>}. */
  public static final class BalancerBuilder {
    private final List<MemberBuilder> members;
    private String key = "x";
    private boolean plain;
    private String method = "byrequests";
    private @Nullable StickyConfig sticky;
    private boolean noFailover;
    private boolean forceRecovery = true;
    private Duration memberWait = Duration.ZERO;

    private BalancerBuilder(List<MemberBuilder> members) {
      this.members = members;
    }

    BalancerBuilder key(String value) {
      key = value;
      return this;
    }

    BalancerBuilder plain() {
      plain = true;
      return this;
    }

    BalancerBuilder method(String value) {
      method = value;
      return this;
    }

    BalancerBuilder sticky(StickyConfig value) {
      sticky = value;
      return this;
    }

    BalancerBuilder noFailover() {
      noFailover = true;
      return this;
    }

    BalancerBuilder forceRecovery(boolean value) {
      forceRecovery = value;
      return this;
    }

    BalancerBuilder memberWait(Duration value) {
      memberWait = value;
      return this;
    }

    public BalancerConfig config() {
      List<MemberConfig> built = members.stream().map(MemberBuilder::build).toList();
      return new BalancerConfig(
          key,
          plain ? built.get(0).url().toString() : key,
          plain,
          built,
          method,
          Optional.ofNullable(sticky),
          Math.max(0, built.size() - 1),
          noFailover,
          forceRecovery,
          memberWait,
          Set.of(),
          false,
          0,
          Optional.empty(),
          new Origin("test.conf", 1));
    }

    public Balancer build(TimeSource time) {
      BalancingMethods methods = new BalancingMethods(null, time, new Random(1));
      return new Balancer(config(), methods.byName(method).orElseThrow(), time);
    }
  }

  /** The member with that host. */
  static Member find(Balancer balancer, String host) {
    return balancer.members().stream()
        .filter(member -> member.url().host().equals(host))
        .findFirst()
        .orElseThrow();
  }

  /** A plain target, by the machine's own time. */
  public static Member target(MemberConfig config) {
    BalancingMethods methods = new BalancingMethods(null, TimeSource.system(), new Random(1));
    BalancerConfig one = BalancerConfig.ofOne(config.url().toString(), config);
    return new Balancer(one, methods.byName("byrequests").orElseThrow(), TimeSource.system())
        .members()
        .get(0);
  }

  /** Reconfigures the balancer so that a flag of one member is set or cleared. */
  public static void flag(Balancer balancer, String host, MemberStatus flag, boolean on) {
    change(balancer, host, member -> flagged(member, flag, on));
  }

  /** Reconfigures the balancer with another configuration of one member. */
  static void change(Balancer balancer, String host, UnaryOperator<MemberConfig> change) {
    BalancerConfig config = balancer.config();
    List<MemberConfig> members =
        config.members().stream()
            .map(member -> member.url().host().equals(host) ? change.apply(member) : member)
            .toList();
    BalancingMethods methods = new BalancingMethods(null, new FakeTime(), new Random(1));
    balancer.reconfigure(config.with(members), methods.byName(config.method()).orElseThrow());
  }

  private static MemberConfig flagged(MemberConfig member, MemberStatus flag, boolean on) {
    EnumSet<MemberStatus> status = EnumSet.noneOf(MemberStatus.class);
    status.addAll(member.status());
    status.remove(flag);
    status.addAll(on ? Set.of(flag) : Set.of());
    return new MemberConfig(
        member.url(),
        member.route(),
        member.redirect(),
        member.weight(),
        member.lbset(),
        status,
        member.pool(),
        member.transport(),
        member.tls(),
        member.upgrade(),
        member.check(),
        member.origin());
  }

  static final SelectionRequest ANY = SelectionRequest.of("/", List.of());

  static Member chosen(Selection selection) {
    return ((Selection.Chosen) selection).member();
  }

  /** Hosts of so many selections in a row, each request over at once. */
  static String run(Balancer balancer, int times) {
    StringBuilder hosts = new StringBuilder();
    for (int i = 0; i < times; i++) {
      Member member = chosen(balancer.select(ANY));
      member.release();
      hosts.append(member.url().host());
    }
    return hosts.toString();
  }

  /** Hosts of so many selections in a row, no request ever over. */
  static String hold(Balancer balancer, int times) {
    StringBuilder hosts = new StringBuilder();
    for (int i = 0; i < times; i++) {
      hosts.append(chosen(balancer.select(ANY)).url().host());
    }
    return hosts.toString();
  }
}
