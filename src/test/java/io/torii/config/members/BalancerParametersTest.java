package io.torii.config.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.BalancerConfig;
import io.torii.config.StickyConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BalancerParametersTest {

  static List<Arguments> accepted() {
    return List.of(
        value("growth=1", BalancerConfig::growth, 1),
        value("growth=100", BalancerConfig::growth, 100),
        value("lbmethod=bytraffic", BalancerConfig::method, "bytraffic"),
        value("lbmethod=heartbeat", BalancerConfig::method, "heartbeat"),
        value("LBMETHOD=bybusyness", BalancerConfig::method, "bybusyness"),
        value("maxattempts=0", BalancerConfig::maxAttempts, 0),
        value("maxattempts=7", BalancerConfig::maxAttempts, 7),
        value("nofailover=On", BalancerConfig::noFailover, true),
        value("forcerecovery=Off", BalancerConfig::forceRecovery, false),
        value("timeout=3", BalancerConfig::memberWait, Duration.ofSeconds(3)),
        value("timeout=10ms", BalancerConfig::memberWait, Duration.ofMillis(10)),
        value("failonstatus=500,503", BalancerConfig::failOnStatus, Set.of(500, 503)),
        value("failonstatus=100,599,", BalancerConfig::failOnStatus, Set.of(100, 599)),
        value("failontimeout=on", BalancerConfig::failOnTimeout, true),
        value("nonce=abc", BalancerConfig::nonce, Optional.of("abc")),
        value("nonce=None", BalancerConfig::nonce, Optional.of("")),
        value("stickysession=", BalancerConfig::sticky, Optional.empty()),
        value(
            "stickysession=SID",
            BalancerConfig::sticky,
            Optional.of(new StickyConfig("SID", "SID", Optional.of('.'), false))),
        value(
            "stickysession=JSESSIONID|jsessionid stickysessionsep=! scolonpathdelim=On",
            BalancerConfig::sticky,
            Optional.of(new StickyConfig("JSESSIONID", "jsessionid", Optional.of('!'), true))),
        value(
            "stickysession=A stickysessionsep=Off",
            BalancerConfig::sticky,
            Optional.of(new StickyConfig("A", "A", Optional.empty(), false))));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void acceptsEveryParameter(
      String parameters, Function<BalancerConfig, Object> what, Object expected) {
    Reading reading =
        new Reading().section("balancer://x", "BalancerMember http://h", "ProxySet " + parameters);

    assertThat(what.apply(reading.balancer())).isEqualTo(expected);
    assertThat(reading.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "lbmethod=byrequest | lbmethod=byrequest: must be byrequests, bytraffic, bybusyness or"
            + " heartbeat (did you mean \"byrequests\"?).",
        "lbmethod=roundrobin | lbmethod=roundrobin: must be byrequests, bytraffic, bybusyness or"
            + " heartbeat.",
        "maxattempts=-1 | maxattempts=-1: must be a whole number of at least 0.",
        "nofailover=yes | nofailover=yes: must be On or Off.",
        "forcerecovery=x | forcerecovery=x: must be On or Off.",
        "failontimeout=x | failontimeout=x: must be On or Off.",
        "scolonpathdelim=x | scolonpathdelim=x: must be On or Off.",
        "timeout=9ms | timeout=9ms: must be a time of at least 10 ms, in seconds without a unit.",
        "timeout=0 | timeout=0: must be a time of at least 10 ms, in seconds without a unit.",
        "stickysessionsep=ab | stickysessionsep=ab: must be a single character, or Off.",
        "stickysessionsep= | stickysessionsep=: must be a single character, or Off.",
        "failonstatus=99 | failonstatus=99: must be response statuses from 100 to 599 with commas"
            + " between them (\"99\" is none).",
        "failonstatus=500,600 | failonstatus=500,600: must be response statuses from 100 to 599"
            + " with commas between them (\"600\" is none).",
        "failonstatus=50x | failonstatus=50x: must be response statuses from 100 to 599 with commas"
            + " between them (\"50x\" is none).",
        "failonstatus= | failonstatus=: must be response statuses from 100 to 599 with commas"
            + " between them.",
        "growth=0 | growth=0: must be a whole number from 1 to 100.",
        "growth=101 | growth=101: must be a whole number from 1 to 100.",
        "nonce=1234567890123456789012345678901234567 |"
            + " nonce=1234567890123456789012345678901234567: must be at most 36 characters long"
            + " (it has 37).",
        "route=a | \"route\" is a parameter of a member, not of a balancer: write it behind the"
            + " BalancerMember's URL.",
        "stickysesion=a | \"stickysesion\" is no parameter of a balancer: did you mean"
            + " \"stickysession\"?",
        "lbmethod | ProxySet: \"lbmethod\" is not of the form key=value.",
      })
  void refusesAnythingElse(String parameter, String message) {
    Reading reading =
        new Reading().section("balancer://x", "BalancerMember http://h", "ProxySet " + parameter);

    assertThat(reading.problems()).containsExactly("ERROR f.conf:3: " + message);
  }

  @Test
  void stickyNamesAreTwoAtMostAndNeverEmpty() {
    for (String bad : List.of("|a", "a|", "a|b|c", "x".repeat(64))) {
      Reading reading = new Reading().section("balancer://x", "ProxySet stickysession=" + bad);
      assertThat(reading.messages())
          .containsExactly(
              "stickysession="
                  + bad
                  + ": must be NAME or COOKIE|parameter, at most 63 characters long.");
    }
  }

  @Test
  void attemptsAreOneLessThanMembersUnlessWritten() {
    Reading three =
        new Reading()
            .section(
                "balancer://x",
                "BalancerMember http://a",
                "BalancerMember http://b",
                "BalancerMember http://c");
    assertThat(three.balancer().maxAttempts()).isEqualTo(2);

    Reading one = new Reading().section("balancer://x", "BalancerMember http://a");
    assertThat(one.balancer().maxAttempts()).isZero();
  }

  @Test
  void everyKeyHasItsTest() {
    assertThat(BalancerParameters.TABLE.keys())
        .containsExactlyInAnyOrder(
            ("lbmethod maxattempts nofailover stickysession stickysessionsep scolonpathdelim"
                    + " timeout failonstatus failontimeout nonce growth forcerecovery")
                .split(" "));
  }

  private static Arguments value(
      String parameters, Function<BalancerConfig, Object> what, Object expected) {
    return Arguments.of(parameters, what, expected);
  }
}
