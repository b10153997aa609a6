package io.torii.observe.tracing;

import static io.torii.testkit.TraceCollector.attributes;
import static io.torii.testkit.TraceCollector.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.torii.exchange.Engine;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.ScriptedUpstream;
import io.torii.rule.Site;
import io.torii.rule.Visit;
import io.torii.testkit.TraceCollector;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The spans that a collector gets, over a real connection, by the real exporter. */
class TracingTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  private static final Site TWO =
      Site.of(
          "ServerName www.example.com",
          "ProxyPass /p balancer://c",
          "ProxyPass /q !",
          "Redirect gone /lost",
          "ErrorDocument 410 /p/lost.html",
          "<Proxy balancer://c>",
          "BalancerMember http://a:81/in",
          "BalancerMember http://b:82",
          "</Proxy>");

  @SuppressWarnings("NullAway.Init")
  private TraceCollector collector;

  @SuppressWarnings("NullAway.Init")
  private Tracing tracing;

  @BeforeEach
  void start() throws IOException {
    collector = TraceCollector.start();
    tracing =
        new Tracing(
            Telemetry.own(Map.of("otel.exporter.otlp.endpoint", collector.endpoint())), "1.2.3");
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  /** All spans of one request. */
  private List<Span> spans(ScriptedUpstream upstream, Visit visit) throws IOException {
    tracing.accept(new Engine(TWO, upstream, tracing).serve(visit));
    tracing.close(); // which sends them
    return collector.spans();
  }

  private static Visit traced(String target) {
    return TWO.visit(target).header("traceparent", "00-" + TRACE + "-" + PARENT + "-01");
  }

  @Test
  void aFailoverIsTwoClientSpansInOneServerSpan() throws IOException {
    ScriptedUpstream upstream = new ScriptedUpstream().fails(Kind.CONNECT).answers(200);
    List<Span> spans = spans(upstream, traced("/p/x?secret=1").header("User-Agent", "UA"));
    assertThat(spans).hasSize(3).allMatch(s -> hex(s.getTraceId()).equals(TRACE));
    Span first = spans.get(0);
    Span second = spans.get(1);
    Span server = spans.get(2);

    assertThat(server.getName()).isEqualTo("GET /p");
    assertThat(server.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
    assertThat(hex(server.getParentSpanId())).isEqualTo(PARENT);
    assertThat(attributes(server))
        .contains(
            entry("http.request.method", "GET"),
            entry("http.response.status_code", "200"),
            entry("http.route", "/p"),
            entry("url.path", "/p/x"),
            entry("url.scheme", "http"),
            entry("server.address", "www.example.com"),
            entry("client.address", "192.0.2.1"),
            entry("user_agent.original", "UA"));

    assertThat(List.of(first, second))
        .allMatch(s -> s.getKind() == SpanKind.SPAN_KIND_CLIENT)
        .allMatch(s -> s.getParentSpanId().equals(server.getSpanId()));
    assertThat(first.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(attributes(first))
        .contains(
            entry("error.type", "connect"),
            entry("server.address", "a"),
            entry("server.port", "81"),
            entry("url.full", "http://a:81/in/x"),
            entry("torii.balancer", "main/c"))
        .doesNotContainKey("http.request.resend_count");
    assertThat(attributes(second))
        .contains(
            entry("http.response.status_code", "200"),
            entry("url.full", "http://b:82/x"),
            entry("http.request.resend_count", "1"))
        .doesNotContainKey("error.type");
    assertThat(spans.toString()).doesNotContain("secret");

    assertThat(upstream.sent)
        .extracting(request -> request.headers().get("traceparent"))
        .containsExactly(
            "00-" + TRACE + "-" + hex(first.getSpanId()) + "-01",
            "00-" + TRACE + "-" + hex(second.getSpanId()) + "-01");
  }

  @Test
  void withoutAParentATraceBegins() throws IOException {
    ScriptedUpstream upstream = new ScriptedUpstream().answers(502);
    List<Span> spans = spans(upstream, TWO.visit("/p/x"));
    assertThat(spans).hasSize(2);
    Span server = spans.get(1);
    assertThat(server.getParentSpanId().isEmpty()).isTrue();
    assertThat(server.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(attributes(server)).contains(entry("error.type", "502"));
    assertThat(attributes(spans.get(0))).contains(entry("error.type", "502"));
  }

  @Test
  void whatGoesToNoMemberIsOneSpan() throws IOException {
    List<Span> spans = spans(new ScriptedUpstream(), traced("/q/x").method("BREW"));
    assertThat(spans).hasSize(1);
    assertThat(spans.get(0).getName()).isEqualTo("HTTP");
    assertThat(attributes(spans.get(0)))
        .contains(
            entry("http.request.method", "_OTHER"), entry("http.request.method_original", "BREW"));
  }

  @ParameterizedTest
  @CsvSource({"HTTP/1.0, 1.0", "HTTP/1.1, 1.1", "HTTP/2.0, 2", "HTTP/2, 2", "HTTP/3.0, 3", "'', "})
  void theVersionIsAsOpenTelemetryWritesIt(String protocol, @Nullable String version)
      throws IOException {
    List<Span> spans = spans(new ScriptedUpstream(), TWO.visit("/q/x").protocol(protocol));
    assertThat(attributes(spans.get(0)).get("network.protocol.version")).isEqualTo(version);
  }

  @Test
  void anErrorDocumentIsFetchedWithinTheRequestThatFailed() throws IOException {
    ScriptedUpstream upstream = new ScriptedUpstream().answers(200);
    List<Span> spans = spans(upstream, traced("/lost/x"));
    assertThat(spans).hasSize(2);
    Span client = spans.get(0);
    Span server = spans.get(1);
    assertThat(client.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    assertThat(client.getParentSpanId()).isEqualTo(server.getSpanId());
    assertThat(attributes(client))
        .contains(
            entry("url.full", "http://a:81/in/lost.html"),
            entry("http.response.status_code", "200"));
    assertThat(server.getName()).isEqualTo("GET");
    assertThat(hex(server.getParentSpanId())).isEqualTo(PARENT);
    assertThat(attributes(server))
        .contains(entry("url.path", "/lost/x"), entry("http.response.status_code", "410"));
    assertThat(upstream.sent)
        .extracting(request -> request.headers().get("traceparent"))
        .containsExactly("00-" + TRACE + "-" + hex(client.getSpanId()) + "-01");
  }

  @Test
  void theClientsDecisionNotToSampleHolds() throws IOException {
    ScriptedUpstream upstream = new ScriptedUpstream().answers(200);
    Visit unsampled = TWO.visit("/p/x").header("traceparent", "00-" + TRACE + "-" + PARENT + "-00");
    assertThat(spans(upstream, unsampled)).isEmpty();
    assertThat(upstream.sent.get(0).headers().get("traceparent"))
        .startsWith("00-" + TRACE + "-")
        .endsWith("-00");
  }
}
