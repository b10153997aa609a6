package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.ops.Web;
import io.torii.testkit.RawClient;
import io.torii.testkit.TlsClient;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Each example, started as its README says; a test is named like its folder. */
abstract class ExampleTests {

  static final String[] ALICE = {
    "Authorization",
    "Basic " + Base64.getEncoder().encodeToString("alice:secret".getBytes(StandardCharsets.UTF_8))
  };

  @TempDir Path place;

  final List<ExampleApp> apps =
      Stream.of("app1", "app2", "app3", "api").map(ExampleApp::new).toList();
  Example example;
  ToriiProcess torii;

  @BeforeEach
  void start(TestInfo test) throws IOException {
    String name = test.getTestMethod().orElseThrow().getName();
    Path folder =
        Example.all().stream()
            .filter(f -> Example.method(f).equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no example for " + name));
    example = Example.at(folder, place);
    torii = example.start(addresses());
  }

  final List<String> addresses() {
    return apps.stream().map(ExampleApp::address).toList();
  }

  @AfterEach
  void stop() {
    torii.close();
    apps.forEach(ExampleApp::close);
    assertThat(torii.err()).doesNotContain("Exception", "\tat ");
  }

  final ExampleApp app(int number) {
    return apps.get(number - 1);
  }

  final String url(String path) {
    return "http://127.0.0.1:" + example.port() + path;
  }

  final HttpResponse<String> get(String path, String... headers) {
    return Web.get(url(path), headers);
  }

  static String field(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** Who answers how often. */
  final Map<String, Integer> ask(int requests, String path, String... headers) {
    Map<String, Integer> answers = new TreeMap<>();
    for (int i = 0; i < requests; i++) {
      answers.merge(get(path, headers).body(), 1, Integer::sum);
    }
    return answers;
  }

  /** The answer to a client who comes from elsewhere or asks for another host. */
  final String raw(String from, String host, String path) throws IOException {
    try (RawClient client = RawClient.from(from, example.port())) {
      return client
          .send("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host))
          .rest();
    }
  }

  final String tls(String host, String path) throws IOException {
    try (TlsClient client = TlsClient.to(example.tlsPort()).named(host).connect()) {
      assertThat(client.certificate()).isEqualTo(example.certificate().certificate());
      return client.get(host, path);
    }
  }
}
