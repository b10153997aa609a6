package io.torii.config.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.ProxyRule.Target;
import io.torii.config.Section;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyPassProblemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ | http://h | / | the path / ends with a slash, read http://h as http://h/.",
        "/ | balancer://x | / | the path / ends with a slash, read balancer://x as balancer://x/.",
        "/a | http://h/ | / | /a/x becomes //x: let both path and URL end with a slash, or"
            + " neither.",
        "/a/ | http://h/b | /b | /a/x becomes /bx: let both path and URL end with a slash, or"
            + " neither.",
      })
  void slashesThatDoNotMatchAreExplained(String path, String url, String target, String message) {
    Reading reading =
        new Reading()
            .section("balancer://x", "BalancerMember http://m")
            .lines("ProxyPass " + path + " " + url);

    assertThat(((Target.Balanced) reading.rules.get(0).target()).path()).isEqualTo(target);
    assertThat(reading.problems()).containsExactly("WARNING f.conf:3: " + message);
  }

  @Test
  void aRuleThatAnEarlierOneLeavesNothingForIsReported() {
    Reading reading =
        new Reading()
            .lines("ProxyPass /a http://h/a", "ProxyPass /ab http://h/ab", "ProxyPass / http://h/")
            .host("v")
            .lines("ProxyPass /b http://h/b", "ProxyPass /c http://h/c mapping=encoded");

    assertThat(reading.problems())
        .containsExactly(
            "WARNING f.conf:4: ProxyPass /b is never used: ProxyPass / at f.conf:3 takes its"
                + " requests, write the longer path first.");
  }

  @Test
  void aPathInsideOfALocationIsAnError() {
    Reading reading = new Reading();
    Scope scope = reading.scope();

    scope.passInside(
        new Section.Match.Prefix("/a"), false, List.of("/a", "http://h/"), reading.next());
    scope.passInside(
        new Section.Match.Prefix("/a"), true, List.of("~", "^/a", "http://h/"), reading.next());
    scope.passInside(new Section.Match.Prefix("/a"), false, List.of(), reading.next());

    assertThat(reading.problems())
        .containsExactly(
            "ERROR f.conf:1: ProxyPass has no path of its own in a Location, write ProxyPass URL.",
            "ERROR f.conf:2: ProxyPassMatch has no path of its own in a Location, write"
                + " ProxyPassMatch URL.",
            "ERROR f.conf:3: ProxyPass takes a URL in a Location.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ProxyPass /a | ProxyPass takes a path and a URL outside of a Location.",
        "ProxyPass http://h/ | ProxyPass takes a path and a URL outside of a Location.",
        "ProxyPass ~ ^/a | ProxyPass takes a path and a URL outside of a Location.",
        "ProxyPass a http://h | ProxyPass a: a path starts with a slash, no request has this one.",
        "ProxyPass /a h:8080 | h:8080: not an absolute URL, write http://HOST:PORT.",
        "ProxyPass /a http://h:99999/ | http://h:99999: port 99999 is not a number from 1 to 65535.",
        "ProxyPass /a http://h/?x=1 | http://h/?x=1: a query cannot be part of the URL, the"
            + " request's own is passed on.",
        "ProxyPass /a http://h/#x | http://h/#x: a fragment is never sent, remove it.",
        "ProxyPass /a balancer:// | balancer://: the balancer's name is missing.",
        "ProxyPass /a balancer:///x | balancer:///x: the balancer's name is missing.",
        "ProxyPass /a balancer://x?a | balancer://x?a: a query cannot be part of the URL, the"
            + " request's own is passed on.",
        "ProxyPass /a balancer://$1/ | balancer://$1/: \"$\" cannot stand in a balancer's name.",
        "ProxyPass /a http://h/ mapping=both | mapping=both: must be encoded or servlet.",
        "ProxyPass /a http://h/a fast | ProxyPass: \"fast\" is not of the form key=value.",
        "ProxyPass /a http://h/a lbmethod=byrequests | \"lbmethod\" is a parameter of a balancer,"
            + " not of a member: write it in a ProxySet for the balancer.",
        "ProxyPass /a balancer://x route=r | \"route\" is a parameter of a member, not of a"
            + " balancer: write it behind the BalancerMember's URL.",
        "ProxyPassMatch ^/(a http://h/ | ProxyPassMatch \"^/(a\" is not a regular expression:"
            + " Unclosed group at position 5.",
        "ProxyPassMatch ^/(a)$ ftp://$1/ | ftp://$1/: unknown scheme \"ftp\", write http:// or"
            + " https://.",
        "ProxyPassMatch ^/(a)$ http://$1/?q | http://$1/?q: neither query nor fragment can be part"
            + " of the URL, remove it.",
      })
  void refusesWhatCannotWork(String line, String message) {
    Reading reading = new Reading().section("balancer://x", "BalancerMember http://h").lines(line);

    assertThat(reading.problems()).first().isEqualTo("ERROR f.conf:3: " + message);
  }

  @Test
  void aBalancersNameHasAtMost95Characters() {
    String longest = "x".repeat(95);
    Reading reading =
        new Reading()
            .section("balancer://" + longest, "BalancerMember http://h")
            .lines("ProxyPass /a balancer://" + longest, "ProxyPass /b balancer://x" + longest);

    assertThat(reading.problems())
        .containsExactly(
            "ERROR f.conf:4: balancer://x"
                + longest
                + ": a balancer's name has at most 95 characters.");
  }
}
