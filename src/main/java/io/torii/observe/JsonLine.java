package io.torii.observe;

import io.torii.balancer.Member;
import io.torii.config.ProxyRule;
import io.torii.exchange.Attempts;
import io.torii.exchange.Completed;
import io.torii.exchange.Failure;
import io.torii.http.AddressText;
import io.torii.rule.Request;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a line of an access log in the format {@code json}: one object, always with the same
 * members, {@code null} for what is not there. It is plain ASCII, so whatever clients send there is
 * neither a second line nor broken text.
 */
final class JsonLine {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final JsonGeneratorFactory generators =
      JsonProvider.provider().createGeneratorFactory(Map.of());

  String of(Completed completed) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = generators.createGenerator(text)) {
      json.writeStartObject();
      request(json, completed.request());
      response(json, completed);
      proxied(json, completed);
      json.writeEnd();
    }
    return ascii(text.toString());
  }

  private static void request(JsonGenerator json, Request request) {
    json.write("time", TIME.format(request.received()));
    json.write("client", AddressText.of(request.client()));
    write(json, "user", request.user());
    json.write("method", request.method());
    json.write("target", request.target());
    json.write("protocol", request.protocol());
    write(json, "host", request.headers().get("Host"));
    write(json, "userAgent", request.headers().get("User-Agent"));
    write(json, "referer", request.headers().get("Referer"));
    json.write("requestId", request.id());
    write(json, "traceId", traceId(request));
  }

  /** That of our own trace, else the one that the client names. */
  private static @Nullable String traceId(Request request) {
    String own = request.notes().get(TraceParent.NOTE);
    return own != null
        ? own
        : TraceParent.traceId(request.headers().get(TraceParent.FIELD)).orElse(null);
  }

  private static void response(JsonGenerator json, Completed completed) {
    json.write("status", completed.status());
    json.write("bytes", completed.bodyBytes());
    json.write("bytesIn", completed.bytesIn());
    json.write("bytesOut", completed.bytesOut());
    json.write("duration", seconds(completed.elapsed()));
    json.write("firstByte", seconds(completed.firstByte()));
    json.write("aborted", completed.aborted());
  }

  private static void proxied(JsonGenerator json, Completed completed) {
    ProxyRule rule = completed.rule();
    write(json, "rule", rule == null ? null : ProxyNames.of(rule));
    Attempts attempts = completed.attempts();
    write(json, "balancer", attempts == null ? null : ProxyNames.of(attempts.balancer()));
    Member member = attempts == null ? null : attempts.member();
    write(json, "member", member == null ? null : member.url().toString());
    json.write("attempts", attempts == null ? 0 : attempts.sent());
    json.write("failovers", attempts == null ? 0 : attempts.failovers());
    Failure.Kind failure = attempts == null ? null : attempts.failure();
    write(json, "failure", failure == null ? null : failure.label());
  }

  private static void write(JsonGenerator json, String name, @Nullable String value) {
    if (value == null) {
      json.writeNull(name);
    } else {
      json.write(name, value);
    }
  }

  /** With microseconds, as a number that is no power of ten in disguise. */
  private static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(time.toNanos() / 1_000, 6);
  }

  /** Only strings can have other characters in them, and there an escape means the same. */
  private static String ascii(String json) {
    if (json.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return json;
    }
    StringBuilder out = new StringBuilder(json.length() + 32);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return out.toString();
  }
}
