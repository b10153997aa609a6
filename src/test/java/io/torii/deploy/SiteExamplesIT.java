package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.OnceInABuild;
import io.torii.testkit.WebSocketServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples about a site: its names, its certificates, who may see it, its logs. */
@OnceInABuild
class SiteExamplesIT extends ExampleTests {

  @Test
  void reverseProxy() {
    assertThat(get("/a?b").body()).isEqualTo("app1");
    assertThat(app(1).lastRequest().target()).isEqualTo("/a?b");
    assertThat(app(1).lastRequest().header("X-Forwarded-For")).hasValue("127.0.0.1");
    assertThat(field(get("/redirect"), "Location")).isEqualTo(url("/there"));
  }

  @Test
  void certbot() throws IOException {
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path tokens = Files.createDirectories(place.resolve(".well-known/acme-challenge"));
    Files.writeString(tokens.resolve("token"), "token.key");
    assertThat(get("/.well-known/acme-challenge/token").body()).isEqualTo("token.key");
    assertThat(get("/.well-known/acme-challenge/other").statusCode()).isEqualTo(404);
    assertThat(get("/.well-known/acme-challenge/").statusCode()).isEqualTo(403);
    assertThat(get("/.well-known/acme-challenge/..%2f..%2fusers").statusCode()).isEqualTo(404);
    assertThat(get("/.well-known/other").body()).isEqualTo("app1");
  }

  @Test
  void websocket() throws IOException {
    for (String path : List.of("/live/socket", "/socket")) {
      assertThat(WebSocketServer.handshake(example.port(), path)).startsWith("HTTP/1.1 101");
    }
    assertThat(ask(4, "/")).isEqualTo(Map.of("app1", 2, "app2", 2));
    assertThat(get("/live/").body()).isEqualTo("app1");
  }

  @Test
  void https() throws IOException {
    assertThat(raw("127.0.0.1", "www.example.com", "/a?b"))
        .startsWith("HTTP/1.1 301")
        .contains("Location: https://www.example.com:" + example.tlsPort() + "/a?b\r\n");
    assertThat(tls("www.example.com", "/a?b")).isEqualTo("HTTP/1.1 200\napp1");
    assertThat(app(1).lastRequest().header("X-Forwarded-Proto")).hasValue("https");
  }

  @Test
  void virtualHosts() throws IOException {
    assertThat(raw("127.0.0.1", "example.com", "/api")).endsWith("app1");
    assertThat(raw("127.0.0.1", "nobody.test", "/")).endsWith("app1");
    assertThat(raw("127.0.0.1", "shop.example.com", "/")).endsWith("app2");
    assertThat(raw("127.0.0.1", "a.shop.example.com", "/api/x")).endsWith("app3");
    assertThat(app(3).lastRequest().target()).isEqualTo("/api/x");
    assertThat(raw("127.0.0.1", "shop.example.com", "/internal/x")).startsWith("HTTP/1.1 404");
  }

  @Test
  void accessControl() throws IOException {
    assertThat(get("/open").body()).isEqualTo("app1");
    assertThat(get("/admin/").statusCode()).isEqualTo(200);
    assertThat(raw("127.0.0.2", "www.example.com", "/admin/")).startsWith("HTTP/1.1 403");
    HttpResponse<String> refused = get("/members/");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(field(refused, "WWW-Authenticate")).contains("Members only");
    assertThat(get("/members/", ALICE).body()).isEqualTo("app1");
    assertThat(app(1).lastRequest().header("Authorization")).isEmpty();
    assertThat(get("/reports/").statusCode()).isEqualTo(401);
    assertThat(get("/reports/", ALICE).statusCode()).isEqualTo(200);
    assertThat(raw("127.0.0.2", "x\r\n" + String.join(": ", ALICE), "/reports/"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void headersAndCookies() {
    HttpResponse<String> answer = get("/login", "X-Remote-User", "root");
    assertThat(field(answer, "Set-Cookie"))
        .isEqualTo("JSESSIONID=1.app1; Path=/; Domain=www.example.com; HttpOnly; SameSite=Lax");
    assertThat(field(answer, "X-Powered-By")).isEmpty();
    assertThat(field(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(app(1).lastRequest().target()).isEqualTo("/app/login");
    assertThat(app(1).lastRequest().header("X-Served-By")).hasValue("torii");
    assertThat(app(1).lastRequest().header("X-Remote-User")).isEmpty();
    app(1).stop();
    assertThat(field(get("/"), "X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void errorPages() throws IOException {
    HttpResponse<String> broken = get("/broken");
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(broken.body()).isEqualTo("the page /error-pages/500.html");
    assertThat(get("/shop").body()).isEqualTo("app1");
    torii.close();
    torii = example.start(addresses(), "-D", "MAINTENANCE");
    assertThat(get("/shop/x").statusCode()).isEqualTo(503);
    assertThat(get("/shop/x").body()).contains("Back soon");
    assertThat(get("/").body()).isEqualTo("app1");
    app(1).stop();
    assertThat(get("/").statusCode()).isEqualTo(503);
    assertThat(get("/").body()).contains("Back soon");
  }

  @Test
  void logs() throws IOException {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(ask(2, "/page")).isEqualTo(Map.of("app1", 1, "app2", 1));
    assertThat(get("/broken").statusCode()).isEqualTo(500);
    torii.terminate();
    assertThat(torii.awaitEnd()).isEqualTo(143);
    assertThat(Files.readString(place.resolve("access.log")))
        .contains("\"GET /page HTTP/1.1\" 200 4 ")
        .doesNotContain("/health");
    assertThat(Files.readAllLines(place.resolve("members.log")))
        .hasSize(4)
        .anyMatch(line -> line.matches(".*\"GET /page .*\" 200 \\d+ http://" + app(1).address()))
        .anyMatch(line -> line.matches(".*\"GET /page .*\" 200 \\d+ http://" + app(2).address()));
    assertThat(Files.readAllLines(place.resolve("failed.log")))
        .singleElement()
        .asString()
        .contains("GET /broken HTTP/1.1\" 500");
  }

  @Test
  void fullSet() throws IOException {
    assertThat(raw("127.0.0.1", "api.example.com", "/x"))
        .contains("Location: https://api.example.com:" + example.tlsPort() + "/x\r\n");
    assertThat(tls("www.example.com", "/")).endsWith("app1");
    assertThat(tls("api.example.com", "/")).endsWith("api");
    assertThat(tls("www.example.com", "/x;jsessionid=1.app2")).endsWith("app2");
    assertThat(tls("www.example.com", "/balancer-manager")).startsWith("HTTP/1.1 200");
    assertThat(tls("www.example.com", "/admin/")).startsWith("HTTP/1.1 401");
    app(1).isHealthy(false);
    app(2).isHealthy(false);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> tls("www.example.com", "/").endsWith("app3"));
    apps.forEach(ExampleApp::stop);
    assertThat(tls("www.example.com", "/")).startsWith("HTTP/1.1 503").contains("Back soon");
    await()
        .untilAsserted(
            () ->
                assertThat(Files.readString(place.resolve("access.log")))
                    .contains("http://" + app(3).address()));
    assertThat(Files.readString(place.resolve("error.log"))).contains("AH00957");
  }
}
