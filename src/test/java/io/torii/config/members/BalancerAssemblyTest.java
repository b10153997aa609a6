package io.torii.config.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.ProxyRule.Target;
import io.torii.config.StickyConfig;
import io.torii.directive.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalancerAssemblyTest {

  @Test
  void theGuidesBalancer() {
    Reading reading =
        new Reading()
            .host("www.example.com:80")
            .section(
                "balancer://mycluster",
                "BalancerMember http://192.168.1.10 route=app1",
                "BalancerMember http://192.168.1.11 route=app2",
                "BalancerMember http://192.168.1.12 route=app3",
                "ProxySet lbmethod=byrequests stickysession=JSESSIONID|jsessionid")
            .lines("ProxyPass / balancer://mycluster/ nocanon");
    Map<String, BalancerConfig> built = reading.build();
    BalancerConfig balancer = Reading.get(built, "www.example.com:80/mycluster");

    assertThat(reading.problems()).isEmpty();
    assertThat(built).hasSize(1);
    assertThat(reading.rules.get(0).target())
        .isEqualTo(new Target.Balanced("www.example.com:80/mycluster", "/"));
    assertThat(balancer.url()).isEqualTo("balancer://mycluster");
    assertThat(balancer.method()).isEqualTo("byrequests");
    assertThat(balancer.maxAttempts()).isEqualTo(2);
    assertThat(balancer.forceRecovery()).isTrue();
    assertThat(balancer.sticky())
        .contains(new StickyConfig("JSESSIONID", "jsessionid", Optional.of('.'), false));
    assertThat(balancer.members())
        .extracting(MemberConfig::route)
        .containsExactly("app1", "app2", "app3");
    assertThat(balancer.origin()).hasToString("f.conf:1");
    assertThat(balancer.members().get(0).origin()).hasToString("f.conf:2");
  }

  @Test
  void aBalancerMayBeDeclaredBehindItsUse() {
    Reading reading =
        new Reading()
            .lines("ProxyPass / balancer://x/")
            .section("balancer://x", "BalancerMember http://h");

    assertThat(Reading.get(reading.build(), "main/x").members()).hasSize(1);
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void membersOutsideOfASectionNameTheirBalancer() {
    Reading reading =
        new Reading()
            .lines(
                "BalancerMember balancer://X http://a route=1",
                "BalancerMember route=2 balancer://x http://b",
                "ProxySet balancer://x lbmethod=bytraffic");
    BalancerConfig balancer = reading.balancer();

    assertThat(balancer.members()).extracting(MemberConfig::route).containsExactly("1", "2");
    assertThat(balancer.method()).isEqualTo("bytraffic");
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void parametersOfASectionAProxySetAndAProxyPassApplyInOrder() {
    Reading reading = new Reading();
    Origin origin = reading.next();
    reading.scope().proxySection("balancer://x", List.of("lbmethod=bytraffic", "growth=3"), origin);
    reading.scope().member("balancer://x", List.of("http://h"), origin);
    reading.lines(
        "ProxySet balancer://x lbmethod=bybusyness", "ProxyPass / balancer://x/ nofailover=On");
    BalancerConfig balancer = reading.balancer();

    assertThat(balancer.method()).isEqualTo("bybusyness");
    assertThat(balancer.growth()).isEqualTo(3);
    assertThat(balancer.noFailover()).isTrue();
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void aMemberThatIsThereTwiceIsThereOnce() {
    Reading reading =
        new Reading()
            .section(
                "balancer://x",
                "BalancerMember http://h/app route=a",
                "BalancerMember http://h/app2 route=c",
                "BalancerMember HTTP://H:80/app route=b");

    assertThat(reading.balancer().members())
        .extracting(MemberConfig::route)
        .containsExactly("a", "c");
    assertThat(reading.problems())
        .containsExactly(
            "WARNING f.conf:4: AH01149: http://h/app is already a member of balancer://x, this line"
                + " and its route=b is ignored.");
  }

  @Test
  void aSlashAtAMembersEndIsDoubled() {
    Reading reading = new Reading().section("balancer://x", "BalancerMember http://h/");

    assertThat(reading.member().url().path()).isEqualTo("/");
    assertThat(reading.problems())
        .containsExactly(
            "WARNING f.conf:2: the slash at the end of http://h/ is doubled in front of each"
                + " request's path, leave it out.");
  }

  @Test
  void aBalancerThatNobodyDeclaresIsAnError() {
    Reading reading =
        new Reading()
            .section("balancer://mycluster", "BalancerMember http://h")
            .lines("ProxyPass / balancer://myclutser/", "ProxyPass /b balancer://other");

    assertThat(reading.build().keySet()).containsExactly("main/mycluster");
    assertThat(reading.problems())
        .containsExactly(
            "ERROR f.conf:3: balancer://myclutser is not declared: there is no <Proxy"
                + " \"balancer://myclutser\"> with members: did you mean \"mycluster\"?",
            "ERROR f.conf:4: balancer://other is not declared: there is no <Proxy"
                + " \"balancer://other\"> with members.",
            "WARNING f.conf:4: ProxyPass /b is never used: ProxyPass / at f.conf:3 takes its"
                + " requests, write the longer path first.");
  }

  @Test
  void aBalancerWithoutMembersIsWarnedOf() {
    Reading reading =
        new Reading()
            .section("balancer://x", "ProxySet growth=5")
            .lines("ProxyPass / balancer://x/");

    assertThat(reading.balancer().members()).isEmpty();
    assertThat(reading.problems())
        .containsExactly(
            "WARNING f.conf:3: balancer://x has no members: every request for it is answered 503,"
                + " add a BalancerMember.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ProxySet balancer://y growth=1 | ProxySet: balancer://y is not declared: did you mean"
            + " \"x\"?",
        "ProxySet balancer://zzzzz growth=1 | ProxySet: balancer://zzzzz is not declared.",
        "ProxySet http://h/y timeout=1 | ProxySet: no ProxyPass has the target http://h/y: did you"
            + " mean \"http://h/x\"?",
        "ProxySet balancer://x | ProxySet takes a URL and key=value parameters.",
        "ProxySet growth=1 | ProxySet takes a URL and key=value parameters.",
        "ProxySet growth=1 retry=2 | growth=1: not an absolute URL, write http://HOST:PORT.",
        "BalancerMember http://a | BalancerMember stands in a <Proxy \"balancer://NAME\"> section"
            + " or starts with the balancer's URL.",
        "BalancerMember http://a http://b | BalancerMember stands in a <Proxy \"balancer://NAME\">"
            + " section or starts with the balancer's URL.",
        "BalancerMember balancer://x | BalancerMember takes a balancer's URL, a member's URL and"
            + " parameters.",
        "BalancerMember balancer://x http://a http://b | BalancerMember takes a balancer's URL, a"
            + " member's URL and parameters.",
        "BalancerMember balancer://x ajp://a:8009 | ajp://a:8009: AJP is not spoken, use the HTTP"
            + " connector of the same server instead (http://HOST:8080 unless it was changed, in"
            + " Tomcat and in WildFly).",
      })
  void refusesWhatHangsInTheAir(String line, String message) {
    Reading reading =
        new Reading()
            .section("balancer://x", "BalancerMember http://h")
            .lines("ProxyPass /x http://h/x", line);
    reading.build();

    assertThat(reading.problems()).containsExactly("ERROR f.conf:4: " + message);
  }

  @Test
  void inASectionAMemberHasOneUrl() {
    Reading reading =
        new Reading()
            .section(
                "balancer://x", "BalancerMember http://h", "BalancerMember balancer://y http://h")
            .section("http://w", "BalancerMember http://h");

    assertThat(reading.problems())
        .containsExactly(
            "ERROR f.conf:3: BalancerMember takes one URL and parameters in a <Proxy> section.",
            "ERROR f.conf:5: BalancerMember stands in a <Proxy \"balancer://NAME\"> section or"
                + " starts with the balancer's URL.");
  }

  @Test
  void patternsTakeNoParameters() {
    Reading reading = new Reading();
    reading.scope().proxySection("*", List.of(), reading.next());
    reading.scope().proxySection("http://h/*", List.of("retry=1"), reading.next());
    reading.scope().set("*", List.of("retry=1"), reading.next());

    assertThat(reading.problems())
        .containsExactly(
            "ERROR f.conf:2: <Proxy http://h/*>: a pattern takes no parameters.",
            "ERROR f.conf:3: ProxySet in <Proxy *>: a pattern has no parameters.");
  }
}
