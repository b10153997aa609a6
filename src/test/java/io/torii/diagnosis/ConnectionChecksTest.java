package io.torii.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.directives.Conf;
import io.torii.testkit.Backend;
import io.torii.testkit.FullPort;
import io.torii.testkit.Script;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members that no request reaches. */
@Timeout(60)
class ConnectionChecksTest {

  @Test
  void aNameWithoutAnAddress() {
    Finding found =
        Looked.at("ProxyPass / http://no-such-host.invalid:8080/").only("name", Severity.ERROR);
    assertThat(found.cause()).contains("no-such-host.invalid has no address");
    assertThat(found.remedy()).contains("t.conf:1");
    assertThat(found.subject().member()).isEqualTo("http://no-such-host.invalid:8080");
  }

  @Test
  void aPortOnWhichNobodyListens() throws IOException {
    int port = Backend.refusingPort();
    Finding found =
        Looked.at("ProxyPass / http://127.0.0.1:" + port + "/")
            .only("connection-refused", Severity.ERROR);
    assertThat(found.cause()).contains("Nobody listens on 127.0.0.1:" + port);
    assertThat(found.remedy()).contains("Start the member");
    assertThat(found.evidence()).contains("refused");
  }

  @Test
  void anIpv6AddressIsWrittenInBrackets() throws IOException {
    int port = Backend.refusingPort();
    Finding found =
        Looked.at("ProxyPass / http://[::1]:" + port + "/")
            .only("connection-refused", Severity.ERROR);
    assertThat(found.cause()).contains("[::1]:" + port);
  }

  @Test
  void aPortWhoseBacklogIsFull() throws IOException {
    try (FullPort full = new FullPort()) {
      Finding found =
          Looked.at(
                  "<Proxy balancer://c>",
                  "BalancerMember http://127.0.0.1:" + full.port() + " connectiontimeout=300ms",
                  "</Proxy>",
                  "ProxyPass / balancer://c/")
              .only("connection-timeout", Severity.ERROR);
      assertThat(found.cause()).contains("does not answer");
      assertThat(found.remedy()).contains("connectiontimeout= (300 ms here)");
      assertThat(found.subject().balancer()).isEqualTo("balancer://c");
    }
  }

  /** Whoever hangs keeps nobody waiting for longer than the limit. */
  @Test
  void membersAreLookedAtAtATime() throws IOException {
    try (FullPort full = new FullPort();
        Backend sound = Backend.start(Script.ok("here"))) {
      String[] lines = new String[10];
      lines[0] = "<Proxy balancer://c>";
      for (int i = 1; i < 8; i++) {
        lines[i] = "BalancerMember http://127.0.0." + i + ":" + full.port();
      }
      lines[7] = "BalancerMember " + sound.url();
      lines[8] = "</Proxy>";
      lines[9] = "ProxyPass / balancer://c/";
      long began = System.nanoTime();
      Looked looked = Looked.at(Conf.of(lines).config(), Duration.ofSeconds(1));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      assertThat(looked.faults()).hasSize(6);
      looked.has("connection-timeout", Severity.ERROR);
      assertThat(looked.findings().get(6).severity()).isEqualTo(Severity.OK);
      assertThat(looked.findings().get(6).subject().member()).isEqualTo(sound.url());
    }
  }

  @Test
  void whoeverIsDisabledHasNoFaults() throws IOException {
    int port = Backend.refusingPort();
    Looked looked =
        Looked.at(
            "<Proxy balancer://c>",
            "BalancerMember http://127.0.0.1:" + port + " status=+D",
            "</Proxy>",
            "ProxyPass / balancer://c/");
    assertThat(looked.faults()).isEmpty();
    assertThat(looked.has("connection-refused", Severity.INFO).cause()).contains("disabled");
  }
}
