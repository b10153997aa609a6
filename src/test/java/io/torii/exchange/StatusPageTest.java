package io.torii.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.Balancer;
import io.torii.config.VirtualHost;
import io.torii.rule.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusPageTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  /** A process that has been up for a thousand seconds. */
  private record Facts() implements ServerFacts {

    @Override
    public Instant started() {
      return START;
    }

    @Override
    public long requests() {
      return 2500;
    }

    @Override
    public long bytesSent() {
      return 2_048_000;
    }

    @Override
    public long busy() {
      return 3;
    }

    @Override
    public List<Balancer> balancers(VirtualHost host) {
      return List.of();
    }
  }

  private static StatusPage page() {
    VirtualHost host = Site.of("ServerName www.example.com").config().main();
    return new StatusPage(new Facts(), host, "Torii/<1>", START.plusSeconds(1000));
  }

  @Test
  void programsReadLines() {
    assertThat(page().lines("www.example.com"))
        .isEqualTo(
            """
            www.example.com
            ServerVersion: Torii/<1>
            CurrentTime: 2026-01-02T03:20:45Z
            RestartTime: 2026-01-02T03:04:05Z
            ServerUptimeSeconds: 1000
            ServerUptime: 16 minutes 40 seconds
            Total Accesses: 2500
            Total kBytes: 2000
            ReqPerSec: 2.500
            BytesPerSec: 2048.000
            BusyWorkers: 3
            """);
  }

  @Test
  void thePageIsEscaped() {
    assertThat(page().html("<www>"))
        .contains("<title>Server status of &lt;www&gt;</title>", "<td>Torii/&lt;1&gt;</td>")
        .doesNotContain("<www>", "<1>");
  }

  @Test
  void timesAreInWords() {
    assertThat(StatusPage.words(Duration.ofSeconds(1))).isEqualTo("1 second");
    assertThat(StatusPage.words(Duration.ofHours(1))).isEqualTo("1 hour 0 minutes 0 seconds");
    assertThat(StatusPage.words(Duration.ofDays(2).plusMinutes(1)))
        .isEqualTo("2 days 0 hours 1 minute 0 seconds");
  }
}
