package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Apps;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.RawClient;
import io.torii.testkit.TestTls;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each listing of the guide, started with {@code -f} and driven from outside. */
@OnceInABuild
class GuideListingsIT {

  @TempDir Path folder;
  private final Apps apps = Apps.start();
  private final int port = ToriiProcess.freePort();
  private final String front = "http://127.0.0.1:" + port;

  @AfterEach
  void stop() throws IOException {
    apps.close();
  }

  private ToriiProcess torii(String listing) throws IOException {
    Path file = Guide.listing(listing, folder, port, apps.addresses());
    return ToriiProcess.start("-f", file.toString()).awaitPort(port);
  }

  private Map<String, Integer> ask(int requests, String path, String... headers) {
    Map<String, Integer> answers = new TreeMap<>();
    for (int i = 0; i < requests; i++) {
      answers.merge(Web.get(front + path, headers).body(), 1, Integer::sum);
    }
    return answers;
  }

  @Test
  void reverseProxy() throws IOException {
    try (ToriiProcess torii = torii("1-reverse-proxy.conf")) {
      HttpResponse<String> page = Web.get(front + "/a%20b?q=1");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).isEqualTo("app1");
      assertThat(apps.app(1).lastRequest().requestLine()).isEqualTo("GET /a%20b?q=1 HTTP/1.1");
      assertThat(apps.app(1).lastRequest().header("X-Forwarded-Host"))
          .hasValue("127.0.0.1:" + port);
      assertThat(Web.get(front + "/redirect").headers().firstValue("Location"))
          .hasValue(front + "/there?x=1");
      torii.terminate();
      assertThat(torii.awaitEnd()).isEqualTo(143);
    }
    assertThat(Files.readAllLines(folder.resolve("access.log")))
        .hasSize(2)
        .first()
        .asString()
        .matches(
            "127\\.0\\.0\\.1 - - \\[.*] \"GET /a%20b\\?q=1 HTTP/1\\.1\" 200 4 \"-\" \"Java-http-client/.*\"");
  }

  @Test
  void loadBalancer() throws IOException {
    try (ToriiProcess torii = torii("2-load-balancer.conf")) {
      assertThat(ask(30, "/")).isEqualTo(Map.of("app1", 10, "app2", 10, "app3", 10));
      assertThat(Web.get(front + "/redirect").headers().firstValue("Location"))
          .hasValue(front + "/there?x=1");
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  @Test
  void weights() throws IOException {
    Path file = Guide.listing("2-load-balancer.conf", folder, port, apps.addresses());
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("loadfactor=1", "loadfactor=2"));
    try (ToriiProcess torii = ToriiProcess.start("-f", file.toString()).awaitPort(port)) {
      assertThat(ask(40, "/")).isEqualTo(Map.of("app1", 20, "app2", 10, "app3", 10));
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  @Test
  void nobodyLeft() throws IOException {
    try (ToriiProcess torii = torii("2-load-balancer.conf")) {
      apps.stop();
      HttpResponse<String> page = Web.get(front + "/", "Accept", "application/json");
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.body()).contains("\"code\":\"AH00957\"", "\"requestId\":\"");
      String id = page.body().replaceAll(".*\"requestId\":\"([^\"]+)\".*", "$1");
      await()
          .untilAsserted(
              () ->
                  assertThat(Files.readString(folder.resolve("error.log"), StandardCharsets.UTF_8))
                      .contains("AH00957: ", "[request " + id + "]"));
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  @Test
  void stickySession() throws IOException {
    try (ToriiProcess torii = torii("3-sticky-session.conf")) {
      // Sessions count as turns: what comes without one is even only before they do.
      assertThat(ask(9, "/")).isEqualTo(Map.of("app1", 3, "app2", 3, "app3", 3));
      assertThat(ask(9, "/", "Cookie", "a=b; JSESSIONID=xyz.app2")).isEqualTo(Map.of("app2", 9));
      assertThat(ask(9, "/x;jsessionid=xyz.app3")).isEqualTo(Map.of("app3", 9));
      HttpResponse<String> manager = Web.get(front + "/balancer-manager");
      assertThat(manager.statusCode()).isEqualTo(200);
      assertThat(manager.body()).contains("<title>Load balancer manager</title>");
      assertThat(Web.get(front + "/balancer-manager/api/balancers").body())
          .contains("\"name\":\"mycluster\"");
      assertThat(refusedFrom("127.0.0.2")).startsWith("HTTP/1.1 403");
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  /** The answer to a request for the manager from another address. */
  private String refusedFrom(String address) throws IOException {
    try (RawClient client = RawClient.from(address, port)) {
      return client
          .send("GET /balancer-manager HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
          .rest();
    }
  }

  @Test
  void tls() throws IOException {
    TestTls certificate = TestTls.forName("127.0.0.1");
    Files.copy(certificate.certificateAndKeyFile(folder), folder.resolve("apache-selfsigned.crt"));
    Files.copy(certificate.certificateAndKeyFile(folder), folder.resolve("apache-selfsigned.key"));
    try (ToriiProcess torii = torii("4-ssl-reverse-proxy.conf")) {
      for (HttpClient.Version version : HttpClient.Version.values()) {
        HttpClient client =
            HttpClient.newBuilder().version(version).sslContext(certificate.context()).build();
        HttpResponse<String> page = Web.send(client, "https://127.0.0.1:" + port + "/");
        assertThat(page.version()).isEqualTo(version);
        assertThat(page.body()).startsWith("app");
        X509Certificate shown =
            (X509Certificate) page.sslSession().orElseThrow().getPeerCertificates()[0];
        assertThat(shown).isEqualTo(certificate.certificate());
      }
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  @Test
  void redirect() throws IOException {
    try (ToriiProcess torii = torii("5-https-redirect.conf")) {
      HttpResponse<String> answer = Web.get(front + "/a/b?c=d");
      assertThat(answer.statusCode()).isEqualTo(301);
      assertThat(answer.headers().firstValue("Location"))
          .hasValue("https://www.example.com/a/b?c=d");
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  @Test
  void troubleshooting() throws IOException {
    Path file = Guide.listing("6-troubleshooting.conf", folder, port, apps.addresses());
    try (ToriiProcess torii =
        ToriiProcess.start("-f", file.toString(), "-D", "torii.listen=" + port).awaitPort(port)) {
      assertThat(Web.get(front + "/app/x").body()).isEqualTo("app1");
      assertThat(apps.app(1).lastRequest().target()).isEqualTo("/app/x");
      assertThat(Web.get(front + "/other").statusCode()).isEqualTo(404);
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }
}
