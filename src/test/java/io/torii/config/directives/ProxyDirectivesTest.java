package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.BalancerConfig;
import io.torii.config.ErrorOverride;
import io.torii.config.MemberConfig;
import io.torii.config.ProxyRule;
import io.torii.config.ReverseRule;
import io.torii.config.ServerSettings;
import io.torii.config.ServerSettings.BadHeader;
import io.torii.config.ServerSettings.Via;
import io.torii.config.TransportConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProxyDirectivesTest {

  @Test
  void readsWhatHoldsForAServer() {
    ServerSettings server =
        Conf.of(
                "ProxyVia Full",
                "ProxyMaxForwards 7",
                "ProxyBadHeader StartBody",
                "ProxyStatus Full",
                "ProxyRequests Off",
                "BalancerGrowth 0",
                "BalancerPersist On")
            .main()
            .server();

    assertThat(server.via()).isEqualTo(Via.FULL);
    assertThat(server.maxForwards()).contains(7);
    assertThat(server.badHeader()).isEqualTo(BadHeader.START_BODY);
    assertThat(server.status()).isTrue();
    assertThat(server.proxyRequests()).isFalse();
    assertThat(server.growth()).isZero();
    assertThat(server.persist()).isTrue();
  }

  @Test
  void insertsNoMaxForwardsForANegativeNumber() {
    assertThat(Conf.of("ProxyMaxForwards -1").main().server().maxForwards()).isEmpty();
  }

  @Test
  void readsWhatMayDifferFromPathToPath() {
    Conf conf =
        Conf.of(
            "<Location /a>",
            "  ProxyPreserveHost On",
            "  ProxyAddHeaders Off",
            "  ProxyPassInterpolateEnv On",
            "  Proxy100Continue Off",
            "  ProxyErrorOverride On 404 500",
            "</Location>");

    assertThat(conf.location(0).preservesHost()).isTrue();
    assertThat(conf.location(0).addsHeaders()).isFalse();
    assertThat(conf.location(0).interpolatesEnv()).isTrue();
    assertThat(conf.location(0).forwardsExpect()).isFalse();
    assertThat(conf.location(0).overrides()).isEqualTo(new ErrorOverride(true, Set.of(404, 500)));
  }

  @Test
  void givesMembersTheServersTimes() {
    Conf conf =
        Conf.of(
            "ProxyPass /app http://127.0.0.1:8080/app",
            "Timeout 20",
            "ProxyIOBufferSize 1024",
            "ProxyReceiveBufferSize 0",
            "ProxySourceAddress 127.0.0.2",
            "<VirtualHost *:80>",
            "  ProxyTimeout 7",
            "  ProxyPass /app http://127.0.0.1:8080/app",
            "</VirtualHost>");

    TransportConfig main = target(conf, conf.main().rules().get(0)).transport();
    assertThat(main.timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(main.ioBufferSize()).isEqualTo(1024);
    assertThat(main.sourceAddress().orElseThrow().getHostAddress()).isEqualTo("127.0.0.2");
    TransportConfig host = target(conf, conf.host(0).rules().get(1)).transport();
    assertThat(host.timeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(host.ioBufferSize()).isEqualTo(1024);
  }

  @Test
  void readsBalancersThatStandBehindTheirRule() {
    Conf conf =
        Conf.of(
            "ProxyPass / balancer://one/",
            "BalancerMember balancer://one http://127.0.0.1:8081",
            "<Proxy balancer://one lbmethod=bybusyness>",
            "  BalancerMember http://127.0.0.1:8082 route=b",
            "</Proxy>",
            "ProxySet balancer://one maxattempts=5");

    BalancerConfig balancer = Objects.requireNonNull(conf.config().balancers().get("main/one"));
    assertThat(balancer.members()).extracting(m -> m.url().port()).containsExactly(8081, 8082);
    assertThat(balancer.method()).isEqualTo("bybusyness");
    assertThat(balancer.maxAttempts()).isEqualTo(5);
  }

  @Test
  void takesTheLastTargetOfALocation() {
    Conf conf =
        Conf.of(
            "<Location /app>",
            "  ProxyPass http://127.0.0.1:8081/app",
            "  ProxyPass http://127.0.0.1:8082/app",
            "  ProxyPassReverse http://127.0.0.1:8082/app",
            "</Location>");

    ProxyRule alias = Objects.requireNonNull(conf.location(0).alias());
    assertThat(target(conf, alias).url().port()).isEqualTo(8082);
    assertThat(conf.warnings())
        .contains(
            "t.conf:3: ProxyPass replaces the one at t.conf:2: a <Location> has one target; remove"
                + " one of them.");
    assertThat(conf.location(0).reverse()).extracting(ReverseRule::to).containsExactly("/app");
  }

  @Test
  void readsReverseRules() {
    assertThat(
            Conf.of(
                    "ProxyPassReverse /${x} http://127.0.0.1:8080/app interpolate",
                    "ProxyPassReverseCookiePath / /app/",
                    "ProxyPassReverseCookieDomain backend.example www.example.com")
                .settings()
                .reverse())
        .extracting(r -> r.kind() + " " + r.from() + " " + r.to() + " " + r.interpolate())
        .containsExactly(
            "LOCATION http://127.0.0.1:8080/app /${x} true",
            "COOKIE_PATH / /app/ false",
            "COOKIE_DOMAIN backend.example www.example.com false");
  }

  @Test
  void warnsOfAReverseWithoutAPath() {
    Conf conf =
        Conf.of(
            "<LocationMatch ^/a>", "  ProxyPassReverse http://127.0.0.1:8080/", "</LocationMatch>");

    assertThat(conf.location(0).reverse()).isEmpty();
    assertThat(conf.warnings())
        .containsExactly(
            "t.conf:2: ProxyPassReverse has no effect in a <Location> that is a pattern, since it"
                + " has no path to put in front: write it outside, with a path.");
  }

  private static MemberConfig target(Conf conf, ProxyRule rule) {
    String key = ((ProxyRule.Target.Balanced) rule.target()).balancerKey();
    return Objects.requireNonNull(conf.config().balancers().get(key)).members().get(0);
  }
}
