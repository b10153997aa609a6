package io.torii.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults that show without a member being asked. */
@Timeout(60)
class ConfigurationChecksTest {

  /** A balancer of two sound members. */
  private static Looked looked(String first, String second, String set, String... more)
      throws IOException {
    try (Backend a = Backend.start(Script.ok("a"));
        Backend b = Backend.start(Script.ok("b"))) {
      List<String> lines = new ArrayList<>();
      lines.add("<Proxy balancer://c>");
      lines.add("BalancerMember " + a.url() + " " + first);
      lines.add("BalancerMember " + b.url() + " " + second);
      if (!set.isEmpty()) {
        lines.add("ProxySet " + set);
      }
      lines.add("</Proxy>");
      lines.addAll(List.of(more));
      return Looked.at(lines.toArray(String[]::new));
    }
  }

  private static final String PASS = "ProxyPass / balancer://c/";
  private static final String STICKY = "stickysession=JSESSIONID|jsessionid";

  @Test
  void aSoundBalancer() throws IOException {
    looked("route=a", "route=b", STICKY, PASS).sound(2);
  }

  @Test
  void aRouteThatTwoMembersHave() throws IOException {
    Finding found =
        looked("route=app", "route=app", STICKY, PASS).only("duplicate-route", Severity.ERROR);
    assertThat(found.cause()).contains("The route app is also that of http://127.0.0.1:");
    assertThat(found.remedy()).contains("jvmRoute", "route=");
    assertThat(found.evidence()).contains("t.conf:2", "t.conf:3");
    looked("route=app", "route=app status=+H", STICKY, PASS).sound(2);
  }

  @Test
  void aMemberWithoutARoute() throws IOException {
    Finding found = looked("route=app", "", STICKY, PASS).only("missing-route", Severity.WARNING);
    assertThat(found.cause()).contains("has no route");
    assertThat(looked("", "", STICKY, PASS).only("missing-route", Severity.ERROR).cause())
        .contains("no member has a route");
    assertThat(looked("route=a", "route=b", "", PASS).has("missing-route", Severity.INFO).cause())
        .contains("no stickysession");
  }

  @Test
  void whoOnlyStandsInNeedsNoRoute() throws IOException {
    looked("route=a", "status=+H", STICKY, PASS).sound(2);
    looked("", "status=+H", STICKY, PASS).sound(2);
    assertThat(looked("route=a", "status=+D", STICKY, PASS).faults()).isEmpty();
  }

  @Test
  void aRouteCookieWithoutItsSeparator() throws IOException {
    String env = " env=BALANCER_ROUTE_CHANGED";
    String with = "Header add Set-Cookie \"ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/\"" + env;
    String without = "Header add Set-Cookie \"ROUTEID=%{BALANCER_WORKER_ROUTE}e; path=/\"" + env;
    Finding found =
        looked("route=a", "route=b", "stickysession=ROUTEID", without, PASS)
            .only("route-cookie", Severity.ERROR);
    assertThat(found.cause()).contains("behind the first \".\" of the cookie ROUTEID");
    assertThat(found.remedy()).contains("ROUTEID=.%{BALANCER_WORKER_ROUTE}e");
    looked("route=a", "route=b", "stickysession=ROUTEID", with, PASS).sound(2);
  }

  @Test
  void aRouteCookieWithASeparatorThatNobodyTakesOff() throws IOException {
    String with = "Header add Set-Cookie \"ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/\"";
    Finding found =
        looked("route=a", "route=b", "stickysession=ROUTEID stickysessionsep=Off", with, PASS)
            .only("route-cookie", Severity.ERROR);
    assertThat(found.cause()).contains("starts with \".\"");
  }

  @Test
  void aRuleBehindOneThatTakesAllOfItsPaths() throws IOException {
    Finding found =
        looked("", "", "", PASS, "ProxyPass /app balancer://c/app")
            .has("shadowed-rule", Severity.WARNING);
    assertThat(found.cause()).contains("ProxyPass / (", "never used");
    assertThat(found.subject().text()).contains("ProxyPass /app (");
    assertThat(found.remedy()).contains("longest path");
  }

  @Test
  void anExclusionThatComesTooLate() throws IOException {
    Finding found =
        looked("", "", "", "ProxyPassMatch ^/(.*)$ balancer://c/$1", "ProxyPass /static !")
            .only("shadowed-rule", Severity.ERROR);
    assertThat(found.cause()).contains("keep from the members");
    looked("", "", "", "ProxyPass /static !", PASS).sound(2);
  }

  @Test
  void aNeighbourIsNotShadowed() throws IOException {
    looked("", "", "", "ProxyPass /app balancer://c/", "ProxyPass /apple balancer://c/").sound(2);
  }
}
