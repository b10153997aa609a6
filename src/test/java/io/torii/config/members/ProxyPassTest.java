package io.torii.config.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.MemberStatus;
import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Mapping;
import io.torii.config.ProxyRule.Match;
import io.torii.config.ProxyRule.Target;
import io.torii.config.Section;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyPassTest {

  private static final String X = "ProxyPass /ok balancer://x/ok";

  @Test
  void aPlainTargetIsABalancerOfOneThatErrorsNeverTakeOut() {
    Reading reading = new Reading().lines("ProxyPass /a HTTP://Host:80/app timeout=5");
    ProxyRule rule = reading.rules.get(0);
    BalancerConfig balancer = reading.balancer();
    MemberConfig member = balancer.members().get(0);

    assertThat(reading.problems()).isEmpty();
    assertThat(rule.match()).isEqualTo(new Match.Prefix("/a"));
    assertThat(rule.target())
        .isEqualTo(new Target.Balanced("main/http://host/app timeout=5", "/app"));
    assertThat(rule.mapping()).isEqualTo(Mapping.DECODED);
    assertThat(rule.noCanon()).isFalse();
    assertThat(rule.interpolate()).isFalse();
    assertThat(balancer.key()).isEqualTo("main/http://host/app timeout=5");
    assertThat(balancer.plain()).isTrue();
    assertThat(balancer.url()).isEqualTo("http://host/app");
    assertThat(balancer.maxAttempts()).isZero();
    assertThat(member.url()).hasToString("http://host");
    assertThat(member.status()).containsExactly(MemberStatus.IGNORE_ERRORS);
    assertThat(member.transport().timeout()).hasSeconds(5);
  }

  @Test
  void equalUrlAndParametersShareAWorkerAndOthersDoNot() {
    Reading reading =
        new Reading()
            .lines(
                "ProxyPass /a http://h/x timeout=5 retry=3",
                "ProxyPass /b http://H:80/x Retry=3 timeout=5",
                "ProxyPass /c http://h/x timeout=6 retry=3",
                "ProxyPass /d http://h/x",
                "ProxyPass /e http://h/y");

    assertThat(reading.build().keySet())
        .containsExactly(
            "main/http://h/x retry=3 timeout=5",
            "main/http://h/x retry=3 timeout=6",
            "main/http://h/x",
            "main/http://h/y");
    assertThat(reading.rules.get(1).target()).isEqualTo(reading.rules.get(0).target());
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void plainWorkersOfTwoHostsAreTwo() {
    Reading reading =
        new Reading()
            .host("a:80")
            .lines("ProxyPass /a http://h/x")
            .host("b:80")
            .lines("ProxyPass /a http://h/x");

    assertThat(reading.build().keySet()).containsExactly("a:80/http://h/x", "b:80/http://h/x");
  }

  @Test
  void aPlainWorkerIsNeverABalancersMember() {
    Reading reading =
        new Reading()
            .section("balancer://x", "BalancerMember http://h timeout=9")
            .lines("ProxyPass /a http://h timeout=1", X);

    assertThat(Reading.get(reading.build(), "main/x").members().get(0).transport().timeout())
        .hasSeconds(9);
    assertThat(
            Reading.get(reading.build(), "main/http://h timeout=1")
                .members()
                .get(0)
                .transport()
                .timeout())
        .hasSeconds(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/ok, balancer://x, ''",
    "/, balancer://x/, /",
    "/ok, balancer://X/sub, /sub",
    "/ok/, BALANCER://x/sub/, /sub/",
  })
  void thePathBehindABalancersNameIsTheTargets(String path, String url, String expected) {
    Reading reading =
        new Reading()
            .section("balancer://x", "BalancerMember http://h")
            .lines("ProxyPass " + path + " " + url);

    assertThat(reading.rules.get(0).target()).isEqualTo(new Target.Balanced("main/x", expected));
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void keywordsStandAnywhereBehindTheUrl() {
    Reading reading =
        new Reading().lines("ProxyPass /a http://h/a retry=5 NoCanon interpolate timeout=3");

    assertThat(reading.rules.get(0).noCanon()).isTrue();
    assertThat(reading.rules.get(0).interpolate()).isTrue();
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void mappingDecidesAgainstNocanon() {
    Reading reading =
        new Reading()
            .lines(
                "ProxyPass /a http://h/a mapping=servlet nocanon",
                "ProxyPass /b http://h/b Mapping=ENCODED noquery");

    assertThat(reading.rules.get(0).mapping()).isEqualTo(Mapping.SERVLET);
    assertThat(reading.rules.get(0).noCanon()).isFalse();
    assertThat(reading.rules.get(1).mapping()).isEqualTo(Mapping.ENCODED);
    assertThat(reading.problems())
        .containsExactly(
            "WARNING f.conf:1: nocanon is ignored: the mapping decides what is forwarded.",
            "NOTE f.conf:2: noquery has no effect: HTTP members always get the query.");
  }

  @Test
  void anExclamationMarkSendsNowhere() {
    Reading reading = new Reading().lines("ProxyPass /a !", "ProxyPass /b ! retry=5");

    assertThat(reading.rules).extracting(ProxyRule::target).containsOnly(new Target.None());
    assertThat(reading.problems())
        .containsExactly(
            "WARNING f.conf:2: nothing is sent anywhere with \"!\", what stands behind it has no"
                + " effect.");
  }

  @Test
  void expressionsKeepTheirReplacementsInThePath() {
    Reading reading =
        new Reading()
            .lines(
                "ProxyPassMatch ^/a/(.*)$ http://h:8080/x/$1",
                "ProxyPass ~ ^/b(/.*)$ http://h:8080$1",
                "ProxyPassMatch ^/c http://h:8080");

    assertThat(reading.rules)
        .extracting(ProxyRule::target)
        .containsExactly(
            new Target.Balanced("main/http://h:8080/x/$1", "/x/$1"),
            new Target.Balanced("main/http://h:8080$1", "$1"),
            new Target.Balanced("main/http://h:8080", ""));
    assertThat(((Match.Regex) reading.rules.get(0).match()).pattern().pattern())
        .isEqualTo("^/a/(.*)\\z");
    assertThat(reading.build().values())
        .extracting(b -> b.members().get(0).url().toString())
        .containsOnly("http://h:8080");
    assertThat(reading.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "^/(.*)$, http://h$1, ''",
    "^/([a-z]+)/(.*)$, http://$1.internal:8080/$2, retry=3",
    "^/a(/.*|x)$, http://h$1, ''",
    "^/a(/?.*)$, http://h$1, ''",
    "^/a, http://h$0, ''",
  })
  void aHostOutOfTheRequestHasNoWorker(String regex, String url, String parameters) {
    Reading reading = new Reading().lines("ProxyPassMatch " + regex + " " + url + " " + parameters);
    boolean path = regex.equals("^/a");

    if (path) {
      assertThat(reading.rules.get(0).target()).isInstanceOf(Target.Balanced.class);
      return;
    }
    Target.Dynamic target = (Target.Dynamic) reading.rules.get(0).target();
    assertThat(target.template()).isEqualTo(url);
    assertThat(target.prototype().pool().reuse()).isFalse();
    assertThat(target.prototype().url().scheme()).isEqualTo("http");
    assertThat(reading.build()).isEmpty();
    assertThat(reading.problems())
        .containsExactly(
            "WARNING f.conf:1: the client's request decides which host "
                + url
                + " is: make sure that it can only become hosts that everybody may reach through"
                + " you.");
  }

  @Test
  void variablesInTheHostMakeItDynamicWithInterpolateOnly() {
    Reading reading =
        new Reading()
            .lines(
                "ProxyPass /a http://${BACKEND}/a interpolate",
                "ProxyPass /b http://h/${SUB} interpolate",
                "ProxyPass /c http://${BACKEND}/a");

    assertThat(reading.rules.get(0).target()).isInstanceOf(Target.Dynamic.class);
    assertThat(reading.rules.get(1).target())
        .isEqualTo(new Target.Balanced("main/http://h/${SUB}", "/${SUB}"));
    assertThat(reading.rules).hasSize(2);
    assertThat(reading.messages())
        .first()
        .isEqualTo("http://${BACKEND}: \"$\" cannot stand in a host name.");
  }

  @Test
  void insideOfALocationThePathIsTheLocations() {
    Reading reading = new Reading();
    Scope scope = reading.scope();
    Pattern glob = Pattern.compile("/a[^/]*");
    Pattern regex = Pattern.compile("^/r/(.*)$");

    reading.add(scope.passInside(prefix("/a"), false, List.of("http://h/x"), reading.next()));
    reading.add(scope.passInside(prefix("/a"), true, List.of("http://h/x"), reading.next()));
    reading.add(
        scope.passInside(
            new Section.Match.Glob("/a*", glob), false, List.of("http://h/x"), reading.next()));
    reading.add(
        scope.passInside(
            new Section.Match.Regex(regex), false, List.of("http://h/$1"), reading.next()));
    reading.add(scope.passInside(prefix("/a"), false, List.of("!"), reading.next()));

    assertThat(reading.rules.get(0).match()).isEqualTo(new Match.Prefix("/a"));
    assertThat(((Match.Regex) reading.rules.get(1).match()).pattern().pattern()).isEqualTo("/a");
    assertThat(reading.rules.get(2).match()).isEqualTo(new Match.Regex(glob));
    assertThat(reading.rules.get(3).match()).isEqualTo(new Match.Regex(regex));
    assertThat(reading.rules.get(4).target()).isEqualTo(new Target.None());
    assertThat(reading.problems()).isEmpty();
  }

  private static Section.Match prefix(String path) {
    return new Section.Match.Prefix(path);
  }
}
