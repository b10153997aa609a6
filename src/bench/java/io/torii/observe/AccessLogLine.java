package io.torii.observe;

import io.torii.config.InvalidValueException;
import io.torii.config.format.FormatParser;
import io.torii.exchange.Completed;
import io.torii.rule.Site;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A line in the format {@code combined}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // @Setup does
@State(Scope.Benchmark)
public class AccessLogLine {

  private static final String COMBINED =
      "%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"";

  private AccessLine line;
  private Completed completed;

  /** Makes a request that is over. */
  @Setup
  public void prepare() throws InvalidValueException {
    line = new AccessLine(FormatParser.logFormat(COMBINED), new LogTime(ZoneId.of("UTC")));
    completed =
        new Done(
                Site.of("ServerName www.example.com")
                    .visit("/shop/cart?item=7")
                    .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
                    .header("Referer", "https://www.example.com/shop")
                    .request())
            .body(1024)
            .bytes(400, 1300)
            .took(Duration.ofMillis(2), Duration.ofMillis(3))
            .make();
  }

  /** The line without its end. */
  @Benchmark
  public String combined() {
    return line.of(completed);
  }
}
