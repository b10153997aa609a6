package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.diagnosis.Diagnosed;
import io.torii.diagnosis.Finding;
import io.torii.diagnosis.SelfDiagnosis;
import io.torii.manager.ManagerApplication;
import io.torii.manager.SampleGate;
import io.torii.runtime.Beans;
import io.torii.runtime.GateBeans;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manager behind a front that forwards to it, in the embedded Tomcat with real CDI. */
class ManagerInTomcatTest {

  private static final String PREFIX = "/balancer-manager";
  private static final Tomcat TOMCAT = new Tomcat();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static int port;

  @BeforeAll
  static void start(@TempDir Path base) throws Exception {
    TOMCAT.setBaseDir(base.toString());
    TOMCAT.setSilent(true);
    TOMCAT.setAddDefaultWebXmlToWebapp(false);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    TOMCAT.setConnector(connector);
    List<Class<?>> beans = new ArrayList<>(Beans.ALL);
    beans.remove(GateBeans.class);
    beans.add(Gate.class);
    beans.add(Doctor.class);
    new EmbeddedContext(ManagerApplication.class, beans, List.of(front()))
        .accept(TOMCAT.addContext("", base.toString()));
    TOMCAT.start();
    port = connector.getLocalPort();
  }

  @AfterAll
  static void stop() throws Exception {
    TOMCAT.stop();
    TOMCAT.destroy();
  }

  /** The state as a bean. */
  @ApplicationScoped
  public static class Gate extends SampleGate {}

  /** Whoever is asked about app has something to say. */
  @ApplicationScoped
  public static class Doctor implements SelfDiagnosis {

    @Override
    public List<Finding> diagnose(Optional<String> balancer) {
      return Diagnosed.by(balancer);
    }
  }

  private static ServletContainerInitializer front() {
    Filter filter =
        (request, response, chain) -> {
          String rest = ((HttpServletRequest) request).getRequestURI().substring(PREFIX.length());
          boolean page = rest.isEmpty() || rest.equals("/");
          request
              .getRequestDispatcher(ManagerApplication.PATH + (page ? "/page" : rest))
              .forward(request, response);
        };
    return (classes, servlets) -> {
      servlets.addServlet("none", new None()).addMapping("/");
      servlets
          .addFilter("front", filter)
          .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    };
  }

  private static final class None extends HttpServlet {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void listsBalancers() throws Exception {
    HttpResponse<String> all = send("GET", "/api/balancers");

    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(all.body())
        .startsWith("[{\"declaredAt\":\"site.conf:7\"")
        .contains("\"stickiness\":null", "\"weight\":2.5", "\"url\":\"http://b:8080\"");
    assertThat(send("GET", "/api/balancers/intern/app").body())
        .startsWith("{\"declaredAt\":\"site.conf:7\"")
        .contains("\"key\":\"intern/app\"");
  }

  @Test
  void answersErrorsInJson() throws Exception {
    HttpResponse<String> unknown = send("GET", "/api/balancers/nobody");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(unknown.body())
        .isEqualTo(
            "{\"error\":\"Not Found\",\"message\":\"There is no balancer nobody.\",\"status\":404}");

    HttpResponse<String> nothing = send("GET", "/api/nothing");
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(nothing.body())
        .isEqualTo(
            "{\"error\":\"Not Found\",\"message\":\"There is nothing at this path; openapi.yaml"
                + " tells what there is.\",\"status\":404}");

    HttpResponse<String> post = send("POST", "/api/balancers");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow").orElse("")).contains("GET");
    assertThat(post.body())
        .isEqualTo(
            "{\"error\":\"Method Not Allowed\",\"message\":\"Only the methods in Allow can be used"
                + " here.\",\"status\":405}");
  }

  @Test
  void showsThePageWithAndWithoutTheSlash() throws Exception {
    for (String path : List.of("", "/")) {
      HttpResponse<String> page = send("GET", path);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
      assertThat(page.headers().firstValue("Content-Security-Policy"))
          .hasValue("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
      assertThat(page.body())
          .contains("<a href=\"/balancer-manager/api/balancers\">", "<h2>balancer://app</h2>");
    }
  }

  @Test
  void describesItself() throws Exception {
    HttpResponse<String> description = send("GET", "/api/openapi.yaml");

    assertThat(description.statusCode()).isEqualTo(200);
    assertThat(description.headers().firstValue("Content-Type"))
        .hasValue("application/yaml;charset=UTF-8");
    assertThat(description.body()).startsWith("openapi: 3.0.3\n");
  }

  @Test
  void countsInPrometheusText() throws Exception {
    HttpResponse<String> metrics = send("GET", "/metrics");

    assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(metrics.body())
        .contains(
            "# TYPE torii_member_requests_total counter\n",
            "torii_member_requests_total{balancer=\"www.example.com/app\",member=\"http://a:8080\"}"
                + " 1.0\n",
            "torii_member_busy{balancer=\"www.example.com/app\",member=\"http://a:8080\"} 1.0\n",
            "torii_member_received_bytes_total{balancer=\"www.example.com/app\","
                + "member=\"http://a:8080\"} 4321.0\n",
            "torii_member_up{balancer=\"www.example.com/app\",member=\"http://a:8080\"} 0.0\n",
            "torii_member_up{balancer=\"intern/app\",member=\"http://<script>\\\"c'&:8080\"} 1.0\n",
            "torii_tunnels 7.0\n");
  }

  @Test
  void answersProbesInMicroProfilesFormat() throws Exception {
    assertThat(send("GET", "/health/live").body())
        .isEqualTo(
            "{\"checks\":[{\"data\":null,\"name\":\"torii\",\"status\":\"UP\"}],\"status\":\"UP\"}");
    assertThat(send("GET", "/health/started").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = send("GET", "/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("\"www.example.com/app\":\"0 of 2 members eligible\"");
  }

  @Test
  void diagnosesWhenAsked() throws Exception {
    HttpResponse<String> all = post("");
    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.body())
        .contains("\"ranAt\":\"20", "\"took\":", "\"subject\":\"everything\"")
        .contains("\"balancer\":null", "\"severity\":\"warning\"");
    assertThat(post("{\"balancer\": \"app\"}").body()).contains("\"subject\":\"app\"");
    assertThat(post("{\"balancer\": null}").body()).contains("\"subject\":\"everything\"");
  }

  @Test
  void refusesToDiagnoseWhatItDoesNotUnderstand() throws Exception {
    HttpResponse<String> unknown = post("{\"balancer\": \"nobody\"}");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("\"message\":\"There is no balancer nobody.\"");
    for (String body : List.of("{", "[]", "{\"balancer\": 1}", "{\"name\": \"app\"}")) {
      HttpResponse<String> refused = post(body);
      assertThat(refused.statusCode()).as(body).isEqualTo(400);
      assertThat(refused.body()).as(body).contains("\"error\":\"Bad Request\"", "balancer");
    }
  }

  @Test
  void noFormStartsADiagnosis() throws Exception {
    HttpResponse<String> refused = post("a=b", "application/x-www-form-urlencoded");
    assertThat(refused.statusCode()).isEqualTo(415);
    assertThat(refused.body()).contains("\"error\":\"Unsupported Media Type\"");
  }

  private static HttpResponse<String> post(String json) throws IOException, InterruptedException {
    return post(json, "application/json");
  }

  private static HttpResponse<String> post(String body, String type)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + PREFIX + "/api/diagnose");
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!body.isEmpty()) {
      request.header("Content-Type", type);
    }
    return CLIENT.send(
        request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + PREFIX + path);
    return CLIENT.send(
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
