package io.torii.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.HealthCheckConfig;
import io.torii.config.HealthCheckConfig.Method;
import io.torii.config.MemberUrl;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckRequestTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "GET,       -,     -,        GET / HTTP/1.0",
        "GET,       /app,  -,        GET /app HTTP/1.0",
        "GET11,     -,     /s,       GET /s HTTP/1.1",
        "GET,       -,     s,        GET /s HTTP/1.0",
        "HEAD,      /app,  /s,       HEAD /app/s HTTP/1.0",
        "HEAD11,    /app,  s?a=b,    HEAD /app/s?a=b HTTP/1.1",
        "GET,       /app/, /s,       GET /app/s HTTP/1.0",
        "OPTIONS,   /app,  /s,       OPTIONS * HTTP/1.0",
        "OPTIONS11, -,     -,        OPTIONS * HTTP/1.1"
      })
  void requestLine(Method method, String path, String uri, String line) {
    MemberUrl url = new MemberUrl("http", "h", 80, path == null ? "" : path);
    assertThat(CheckRequest.of(url, check(method, uri == null ? "" : uri)).text())
        .isEqualTo(line + "\r\nHost: h:80\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({"::1, 8080, [::1]:8080", "h, 443, h:443"})
  void host(String host, int port, String expected) {
    MemberUrl url = new MemberUrl("https", host, port, "");
    assertThat(CheckRequest.of(url, check(Method.GET, "")).host()).isEqualTo(expected);
  }

  private static HealthCheckConfig check(Method method, String uri) {
    return new HealthCheckConfig(method, 1, 1, Duration.ofSeconds(1), uri, Optional.empty());
  }
}
