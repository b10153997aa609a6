package io.torii.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who gets too much, and why. */
@Timeout(60)
class DistributionCheckTest {

  @TempDir Path folder;

  /** After sixty requests to two members. */
  private Looked looked(String first, String second, String cookie) throws Exception {
    try (Backend a = Backend.start(Script.ok("a"));
        Backend b = Backend.start(Script.ok("b"));
        Running running =
            Running.with(
                folder,
                "<Proxy balancer://c>",
                "BalancerMember " + a.url() + " route=a " + first,
                "BalancerMember " + b.url() + " route=b " + second,
                "ProxySet stickysession=S",
                "</Proxy>",
                "ProxyPass / balancer://c/")) {
      running.get(60, "/", "Cookie", cookie);
      return running.diagnose("c");
    }
  }

  @Test
  void evenly() throws Exception {
    assertThat(looked("", "", "x=1").findings()).noneMatch(f -> f.check().equals("distribution"));
  }

  @Test
  void oneIsOut() throws Exception {
    Finding found = looked("", "status=+D", "x=1").has("distribution", Severity.INFO);
    assertThat(found.cause()).contains("takes no new requests: Init Dis");
    assertThat(found.evidence()).contains("100% of 60", "0% of 60");
  }

  @Test
  void sessionsStick() throws Exception {
    Finding found = looked("", "", "S=1.a").has("distribution", Severity.INFO);
    assertThat(found.cause()).contains("100% of the requests belong to a session");
  }

  @Test
  void whatWasAskedFor() throws Exception {
    for (Map.Entry<String, String> meant :
        Map.of(
                "loadfactor=5", "loadfactor= differs",
                "lbset=1", "higher lbset=",
                "status=+H", "a standby or spare")
            .entrySet()) {
      assertThat(looked("", meant.getKey(), "x=1").has("distribution", Severity.INFO).cause())
          .contains(meant.getValue());
    }
  }

  @Test
  void oneFailsAgainAndAgain() throws Exception {
    try (Backend a = Backend.start(Script.ok("a"));
        Running running =
            Running.with(
                folder,
                "<Proxy balancer://c>",
                "BalancerMember " + a.url(),
                "BalancerMember http://127.0.0.1:" + Backend.refusingPort() + " retry=0",
                "</Proxy>",
                "ProxyPass / balancer://c/")) {
      running.get(60, "/");
      Looked looked = running.diagnose("c");
      looked.has("connection-refused", Severity.ERROR);
      // either it is out as we look, or it is on trial once more
      Finding found = looked.has("distribution", Severity.WARNING);
      assertThat(found.cause()).containsAnyOf("takes no new requests", "fails again and again");
    }
  }
}
