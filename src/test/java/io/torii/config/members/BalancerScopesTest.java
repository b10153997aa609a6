package io.torii.config.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.ProxyRule.Target;
import io.torii.config.ProxyTls;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BalancerScopesTest {

  @Test
  void aVirtualHostUsesTheMainServersBalancer() {
    Reading reading =
        new Reading()
            .section("balancer://x", "BalancerMember http://h")
            .host("v")
            .lines("ProxyPass / balancer://x/");

    assertThat(reading.build().keySet()).containsExactly("main/x");
    assertThat(reading.rules.get(0).target()).isEqualTo(new Target.Balanced("main/x", "/"));
  }

  @Test
  void aVirtualHostThatDeclaresItAnewInheritsWhatItLeavesOut() {
    Reading reading =
        new Reading()
            .section(
                "balancer://x",
                "BalancerMember http://main",
                "ProxySet lbmethod=bytraffic failonstatus=500 maxattempts=4")
            .host("a")
            .section(
                "balancer://x",
                "BalancerMember http://own",
                "ProxySet failonstatus=503 maxattempts=5")
            .host("b")
            .section("balancer://x", "ProxySet stickysession=SID");
    Map<String, BalancerConfig> built = reading.build();

    assertThat(Reading.get(built, "a/x").method()).isEqualTo("bytraffic");
    assertThat(Reading.get(built, "a/x").failOnStatus()).containsExactlyInAnyOrder(500, 503);
    assertThat(Reading.get(built, "a/x").maxAttempts()).isEqualTo(5);
    assertThat(Reading.get(built, "a/x").members())
        .extracting(m -> m.url().host())
        .containsExactly("own");
    assertThat(Reading.get(built, "b/x").members())
        .extracting(m -> m.url().host())
        .containsExactly("main");
    assertThat(Reading.get(built, "b/x").sticky()).isPresent();
    assertThat(Reading.get(built, "main/x").failOnStatus()).containsExactly(500);
    assertThat(Reading.get(built, "main/x").sticky()).isEmpty();
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void aVirtualHostDeclaresAnewBeforeItUses() {
    Reading reading =
        new Reading()
            .section("balancer://x", "BalancerMember http://main")
            .host("v")
            .lines("ProxyPass / balancer://x/")
            .section("balancer://x", "BalancerMember http://own");

    assertThat(reading.problems())
        .containsExactly(
            "ERROR f.conf:4: balancer://x is declared anew here, but f.conf:3 has already sent"
                + " requests to the main server's: move that line below.");
  }

  @Test
  void aProxySetForTheMainServersBalancerSaysWhereItBelongs() {
    Reading reading =
        new Reading()
            .section("balancer://x", "BalancerMember http://h")
            .host("v")
            .lines("ProxySet balancer://x growth=1");
    reading.build();

    assertThat(reading.problems())
        .containsExactly(
            "ERROR f.conf:3: ProxySet: balancer://x belongs to the main server, set it there or in a"
                + " <Proxy \"balancer://x\"> section here.");
  }

  @Test
  void membersTakeTheirServersDefaults() throws Exception {
    ProxyTls unverified =
        new ProxyTls(false, false, true, Optional.empty(), Optional.empty(), List.of());
    ProxyTls own = new ProxyTls(true, false, true, Optional.empty(), Optional.empty(), List.of());
    InetAddress source = InetAddress.getByName("127.0.0.2");
    Reading reading =
        new Reading()
            .section(
                "balancer://x", "BalancerMember https://h", "BalancerMember https://i timeout=2")
            .section("balancer://y", "BalancerMember https://j")
            .lines("ProxyPass /a https://k");
    reading.scope().tls("balancer://y", own, reading.next());
    reading
        .scope()
        .defaults(
            new ScopeDefaults(Duration.ofSeconds(9), unverified, Optional.of(source), 1024, 4096));
    Map<String, BalancerConfig> built = reading.build();
    MemberConfig member = Reading.get(built, "main/x").members().get(0);

    assertThat(member.transport().timeout()).hasSeconds(9);
    assertThat(member.transport().connectTimeout()).hasSeconds(9);
    assertThat(member.transport().ioBufferSize()).isEqualTo(1024);
    assertThat(member.transport().receiveBufferSize()).isEqualTo(4096);
    assertThat(member.transport().sourceAddress()).contains(source);
    assertThat(member.tls()).isEqualTo(unverified);
    assertThat(Reading.get(built, "main/x").members().get(1).transport().connectTimeout())
        .hasSeconds(2);
    assertThat(member(built, "main/y").tls()).isEqualTo(own);
    assertThat(member(built, "main/https://k").tls()).isEqualTo(unverified);
  }

  @Test
  void aSectionsParametersHoldForThePlainWorkersBelowItsUrl() {
    Reading reading =
        new Reading()
            .section("http://h/app", "ProxySet timeout=7 retry=1")
            .lines(
                "ProxyPass /a http://h/app/a retry=2",
                "ProxyPass /b http://h/b",
                "ProxyPass /c http://h:8080/app",
                "ProxySet http://h/b timeout=8")
            .section("https://nobody", "ProxySet timeout=7");
    Map<String, BalancerConfig> built = reading.build();

    assertThat(member(built, "main/http://h/app/a retry=2").transport().timeout()).hasSeconds(7);
    assertThat(member(built, "main/http://h/app/a retry=2").transport().retry()).hasSeconds(2);
    assertThat(member(built, "main/http://h/b").transport().timeout()).hasSeconds(8);
    assertThat(member(built, "main/http://h:8080/app").transport().timeout()).hasSeconds(60);
    assertThat(reading.problems())
        .containsExactly(
            "WARNING f.conf:8: no ProxyPass has a target below https://nobody, its parameters have"
                + " no effect.");
  }

  @Test
  void statusesOfSeveralProxySetsAddUp() {
    Reading reading =
        new Reading()
            .section("http://h", "ProxySet status=+D+H", "ProxySet status=-D")
            .lines("ProxyPass /a http://h");

    assertThat(member(reading.build(), "main/http://h").status())
        .extracting(s -> s.letter())
        .containsExactlyInAnyOrder('I', 'H');
  }

  private static MemberConfig member(Map<String, BalancerConfig> built, String key) {
    return Reading.get(built, key).members().get(0);
  }
}
