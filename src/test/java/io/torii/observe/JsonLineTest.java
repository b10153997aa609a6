package io.torii.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.exchange.AttemptObserver;
import io.torii.exchange.Engine;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.ScriptedUpstream;
import io.torii.rule.Site;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Notices;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The format {@code json}: what its members say, and that no client can write anything else. */
class JsonLineTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static JsonObject read(String line) {
    assertThat(line).matches("[ -~]+");
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }

  private static JsonObject object(Done done) {
    return read(new JsonLine().of(done.make()));
  }

  private static Site site() {
    return Site.of("ServerName www.example.com");
  }

  @Test
  void tellsWhatHttpdsLogsTell() {
    JsonObject line =
        object(
            new Done(
                    site()
                        .visit("/a?b")
                        .header("Referer", "http://r.example/")
                        .header("User-Agent", "UA \"1\"")
                        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                        .request())
                .status(503, 302)
                .body(17)
                .bytes(100, 200)
                .took(Duration.ofNanos(1_500_999), Duration.ofMillis(2_250)));
    assertThat(line.getString("method")).isEqualTo("GET");
    assertThat(line.getString("target")).isEqualTo("/a?b");
    assertThat(line.getString("protocol")).isEqualTo("HTTP/1.1");
    assertThat(line.getInt("status")).isEqualTo(302);
    assertThat(line.getInt("bytes")).isEqualTo(17);
    assertThat(line.getInt("bytesIn")).isEqualTo(100);
    assertThat(line.getInt("bytesOut")).isEqualTo(200);
    assertThat(seconds(line, "duration")).isEqualTo(2.25);
    assertThat(seconds(line, "firstByte")).isEqualTo(0.0015);
    assertThat(line.getBoolean("aborted")).isFalse();
    assertThat(line.getString("userAgent")).isEqualTo("UA \"1\"");
    assertThat(line.getString("referer")).isEqualTo("http://r.example/");
    assertThat(line.getString("traceId")).isEqualTo(TRACE);
    assertThat(OffsetDateTime.parse(line.getString("time"))).isNotNull();
    assertThat(line.isNull("user")).isTrue();
    assertThat(line.isNull("rule")).isTrue();
    assertThat(line.isNull("member")).isTrue();
    assertThat(line.getInt("attempts")).isZero();
  }

  private static double seconds(JsonObject line, String name) {
    JsonNumber number = line.getJsonNumber(name);
    return number.doubleValue();
  }

  @Test
  void tellsWhoWasAsked() throws IOException {
    Site two =
        Site.of(
            "ProxyPass /p balancer://c",
            "<Proxy balancer://c>",
            "BalancerMember http://a:81",
            "BalancerMember http://b:82",
            "</Proxy>");
    ScriptedUpstream upstream = new ScriptedUpstream().fails(Kind.CONNECT).fails(Kind.READ_TIMEOUT);
    JsonObject line =
        read(new JsonLine().of(new Engine(two, upstream, AttemptObserver.NONE).get("/p/x")));
    assertThat(line.getString("rule")).isEqualTo("/p");
    assertThat(line.getString("balancer")).isEqualTo("main/c");
    assertThat(line.getString("member")).isEqualTo("http://b:82");
    assertThat(line.getInt("attempts")).isEqualTo(2);
    assertThat(line.getInt("failovers")).isEqualTo(1);
    assertThat(line.getString("failure")).isEqualTo("read_timeout");
    assertThat(line.getInt("status")).isEqualTo(502);
  }

  @Test
  void hasTheSameMembersWhateverHappened() throws IOException {
    Site one = Site.of("ProxyPass /p http://a:81");
    Engine engine = new Engine(one, new ScriptedUpstream().answers(200), AttemptObserver.NONE);
    assertThat(read(new JsonLine().of(engine.get("/p/x"))).keySet())
        .containsExactlyElementsOf(object(new Done(site().visit("/").request())).keySet());
  }

  @Test
  void nobodyWritesALineOfHisOwn() {
    String hostile = "\"},\r\n{\"status\":200,\u0000\u001b[2J\u007f\u0085\u00e9\u2028\\";
    JsonObject line =
        object(
            new Done(
                site()
                    .visit("/")
                    .header("User-Agent", hostile)
                    .header("Referer", hostile)
                    .header("traceparent", hostile)
                    .request()));
    assertThat(line.getString("userAgent")).isEqualTo(hostile);
    assertThat(line.getString("referer")).isEqualTo(hostile);
    assertThat(line.isNull("traceId")).isTrue();
  }

  @Test
  void aCustomLogNamesIt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("access.json");
    Site site = Site.of("CustomLog " + file + " json");
    try (LogWriter writer = new LogWriter()) {
      new AccessLogs(
              site.config(), writer, new ExpressionEvaluator(Clock.systemUTC(), Notices.NONE))
          .accept(new Done(site.visit("/x").request()).make());
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(1);
    assertThat(read(lines.get(0)).getString("target")).isEqualTo("/x");
  }

  @Test
  void aLogFormatOfThatNameWins(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("access.json");
    Site site = Site.of("LogFormat \"{%s}\" json", "CustomLog " + file + " json");
    try (LogWriter writer = new LogWriter()) {
      new AccessLogs(
              site.config(), writer, new ExpressionEvaluator(Clock.systemUTC(), Notices.NONE))
          .accept(new Done(site.visit("/x").request()).make());
    }
    assertThat(Files.readAllLines(file)).containsExactly("{200}");
  }
}
