package io.torii.bench.parts;

import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.Site;
import io.torii.rule.Visit;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Notices;
import io.torii.rule.header.HeaderRules;
import java.time.Clock;
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

/** Four RequestHeader rules on the fields that a browser sends. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // @Setup does
@State(Scope.Benchmark)
public class HeaderRewriting {

  private HeaderRules rules;
  private Request request;
  private Decision decision;

  /** Reads the configuration and decides on the request. */
  @Setup
  public void prepare() {
    Site site =
        Site.of(
            "RequestHeader set X-Request-Start \"%t\"",
            "RequestHeader unset X-Secret",
            "RequestHeader edit Cookie \"theme=[a-z]+\" \"theme=none\"",
            "RequestHeader append X-Via torii",
            "ProxyPass / http://192.0.2.1/");
    Visit visit =
        site.visit("/shop/cart?item=7")
            .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")
            .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
            .header("Accept-Language", "en-US,en;q=0.5")
            .header("Accept-Encoding", "gzip, deflate, br, zstd")
            .header("Cookie", "lang=en; JSESSIONID=0123456789ABCDEF.m1; theme=dark")
            .header("X-Secret", "x");
    request = visit.request();
    decision = visit.decide(request);
    Clock clock = Clock.systemUTC();
    rules = new HeaderRules(new ExpressionEvaluator(clock, Notices.NONE), clock, Notices.NONE);
  }

  /** As the engine does it for the member. */
  @Benchmark
  public Headers rewrite() {
    Headers headers = request.headers().copy();
    rules.applyToRequest(decision.settings().requestHeaders(), request, headers);
    return headers;
  }
}
