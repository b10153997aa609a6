package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.torii.config.ConfigLoader;
import io.torii.config.LoadRequest;
import io.torii.config.Loaded;
import io.torii.manager.ManagerApplication;
import io.torii.runtime.Beans;
import io.torii.runtime.Gate;
import io.torii.runtime.GateListener;
import io.torii.runtime.PortBinder;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product in a Tomcat that authenticates by a valve of its administrator's. */
class ContainerUsersTest {

  private static final Tomcat TOMCAT = new Tomcat();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String MEMBER =
      "/manager/api/balancers/b/members/http:127.0.0.1:9?dryRun=true";
  private static Gate gate;
  private static Path audit;
  private static int port;

  /** Believes the field {@code X-Sso: name role role}. */
  private static final class Sso extends ValveBase {

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      String session = request.getHeader("X-Sso");
      if (session != null) {
        List<String> words = Arrays.asList(session.split(" "));
        request.setUserPrincipal(
            new GenericPrincipal(words.get(0), words.subList(1, words.size())));
      }
      getNext().invoke(request, response);
    }
  }

  @BeforeAll
  static void start(@TempDir Path base) throws Exception {
    audit = base.resolve("audit.log");
    Files.writeString(base.resolve("users"), "amy:{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM=\n");
    Path file =
        Files.writeString(
            base.resolve("torii.conf"),
            """
            <Proxy balancer://b>
              BalancerMember http://127.0.0.1:9
            </Proxy>
            ProxyPass /b balancer://b
            <Location /manager>
              SetHandler balancer-manager
              Require valid-user
            </Location>
            <Location /near>
              SetHandler balancer-manager
              Require local
            </Location>
            <Location /passwords>
              SetHandler balancer-manager
              AuthType Basic
              AuthName x
              AuthUserFile users
              Require valid-user
            </Location>
            """);
    LoadRequest request =
        new LoadRequest(
            List.of(file.toString()),
            Set.of(),
            Map.of(),
            Optional.of(
                new SmallRyeConfigBuilder()
                    .withSources(
                        new PropertiesConfigSource(
                            Map.of(
                                "torii.manager.operators",
                                "role:gatekeeper",
                                "torii.manager.audit-log",
                                audit.toString()),
                            "test",
                            100))
                    .build()),
            true);
    Loaded loaded = ConfigLoader.load(request);
    gate = new Gate(() -> loaded, loaded, true, PortBinder.container());
    TOMCAT.setBaseDir(base.toString());
    TOMCAT.setSilent(true);
    TOMCAT.setAddDefaultWebXmlToWebapp(false);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    TOMCAT.setConnector(connector);
    TOMCAT.getHost().getPipeline().addValve(new Sso());
    Context context = TOMCAT.addContext("", base.toString());
    new EmbeddedContext(
            ManagerApplication.class,
            Beans.ALL,
            List.of((classes, servlets) -> GateListener.install(servlets, gate)))
        .accept(context);
    TOMCAT.start();
    port = connector.getLocalPort();
  }

  @AfterAll
  static void stop() throws Exception {
    TOMCAT.stop();
    TOMCAT.destroy();
    gate.close();
  }

  private static HttpResponse<String> send(String method, String path, String... fields)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString("{\"route\":\"r\"}"))
            .headers("Content-Type", "application/json", "If-Match", "*");
    if (fields.length > 0) {
      request.headers(fields);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String server(String path, String... fields) throws Exception {
    return send("GET", path + "/api/server", fields).body();
  }

  @Test
  void theContainersUserIsTheUser() throws Exception {
    assertThat(send("GET", "/manager/api/server").statusCode()).isEqualTo(500); // no AuthType
    assertThat(server("/manager", "X-Sso", "rita"))
        .contains("\"user\":\"rita\"", "\"role\":\"reader\"");
    assertThat(server("/near", "X-Sso", "rita")).contains("\"user\":\"rita\"");
  }

  @Test
  void itsRolesMakeOperators() throws Exception {
    assertThat(server("/manager", "X-Sso", "olga gatekeeper"))
        .contains("\"user\":\"olga\"", "\"role\":\"operator\"");
    assertThat(send("PATCH", MEMBER, "X-Sso", "olga gatekeeper").statusCode()).isEqualTo(200);
    assertThat(send("PATCH", MEMBER, "X-Sso", "rita visitor").statusCode()).isEqualTo(403);
  }

  @Test
  void auditAndEventsNameIt() throws Exception {
    String member = MEMBER.substring(0, MEMBER.indexOf('?'));
    HttpResponse<String> made = send("PATCH", member, "X-Sso", "olga gatekeeper");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    await().untilAsserted(() -> assertThat(audit).content().contains("\"by\":\"olga\""));
    assertThat(send("GET", "/manager/api/events", "X-Sso", "rita").body())
        .contains("\"by\":\"olga\"");
  }

  /** Its password is asked for first; then it is not the container's, and has none of its roles. */
  @Test
  void aPasswordThatToriiChecksGoesFirst() throws Exception {
    String[] both = {"X-Sso", "olga gatekeeper", "Authorization", basic("amy:pw")};
    assertThat(server("/passwords", both)).contains("\"user\":\"amy\"", "\"role\":\"reader\"");
    String[] wrong = {"X-Sso", "olga gatekeeper", "Authorization", basic("amy:no")};
    assertThat(send("GET", "/passwords/api/server", wrong).statusCode()).isEqualTo(401);
    assertThat(server("/passwords", "X-Sso", "olga gatekeeper"))
        .contains("\"user\":\"olga\"", "\"role\":\"operator\"");
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }
}
