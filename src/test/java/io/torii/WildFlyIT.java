package io.torii;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The thin WAR, as it was built, on the WildFly that the build has provisioned. */
@ExtendWith(ArquillianExtension.class)
class WildFlyIT {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final HttpServer BACKEND = backend();

  @ArquillianResource URI base;

  /**
   * Configured by MicroProfile Config alone: a source of higher ordinal in a library of its own.
   */
  @Deployment(testable = false)
  static WebArchive war() {
    String properties =
        """
        config_ordinal=200
        torii.proxy-pass.app=/app/ balancer://mycluster/
        torii.balancer.mycluster.members=%s route=a loadfactor=2
        """
            .formatted(member());
    JavaArchive configuration =
        ShrinkWrap.create(JavaArchive.class, "configuration.jar")
            .addAsManifestResource(new StringAsset(properties), "microprofile-config.properties");
    return ShrinkWrap.createFromZipFile(
            WebArchive.class, Path.of(System.getProperty("torii.war")).toFile())
        .addAsLibrary(configuration);
  }

  @AfterAll
  static void stop() {
    BACKEND.stop(0);
  }

  @Test
  void forwards() throws Exception {
    HttpResponse<String> response = get(base.resolve("/app/hello?x=1"));

    assertThat(response.body()).isEqualTo("GET /hello?x=1");
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void listsBalancersThroughTheFront() throws Exception {
    HttpResponse<String> response = get(base.resolve("/balancer-manager/api/balancers"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"name\":\"mycluster\"", "\"url\":\"" + member() + "\"", "\"weight\":2");
    assertThat(get(base.resolve("/balancer-manager")).body())
        .contains("<h2>balancer://mycluster</h2>");
  }

  @Test
  void hidesTheManagersResources() throws Exception {
    for (String path : new String[] {"/.torii/page", "/.torii/api/balancers", "/.torii"}) {
      assertThat(get(base.resolve(path)).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void isPartOfTheServersHealth() throws Exception {
    String port = System.getProperty("wildfly.management.port");

    HttpResponse<String> ready = get(URI.create("http://127.0.0.1:" + port + "/health/ready"));

    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body())
        .contains(
            "\"balancer://mycluster\":\"1 of 1 members eligible: " + member() + "\"",
            "\"draining\":false");
  }

  private static String member() {
    return "http://127.0.0.1:" + BACKEND.getAddress().getPort();
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpServer backend() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
              byte[] body = line.getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
            }
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
