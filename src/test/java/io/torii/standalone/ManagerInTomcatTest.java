package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.manager.SampleGate;
import io.torii.manager.SampleOperations;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manager behind a front that forwards to it, in the embedded Tomcat with real CDI. */
class ManagerInTomcatTest {

  private static ManagerBed bed;

  @BeforeAll
  static void start(@TempDir Path base) throws Exception {
    bed = ManagerBed.start(base, Gate.class, Office.class);
  }

  @AfterAll
  static void stop() throws Exception {
    bed.close();
  }

  /** The state as a bean. */
  @ApplicationScoped
  public static class Gate extends SampleGate {}

  /** Of a configuration that nobody changes here. */
  @ApplicationScoped
  public static class Office extends SampleOperations {}

  @Test
  void listsBalancers() throws Exception {
    HttpResponse<String> all = send("GET", "/api/balancers");

    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(all.body())
        .startsWith("[{\"changes\":[],\"declaredAt\":\"site.conf:7\"")
        .contains("\"stickiness\":null", "\"weight\":2.5", "\"url\":\"http://b:8080\"");
  }

  @Test
  void answersErrorsInJson() throws Exception {
    HttpResponse<String> unknown = send("GET", "/api/balancers/nobody");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(unknown.body())
        .isEqualTo(
            "{\"detail\":\"There is no balancer nobody.\",\"errors\":[],\"status\":404,"
                + "\"title\":\"Not Found\",\"type\":\"about:blank\"}");

    HttpResponse<String> nothing = send("GET", "/api/nothing");
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(nothing.body())
        .isEqualTo(
            "{\"detail\":\"There is nothing at this path; openapi.yaml tells what there is.\","
                + "\"errors\":[],\"status\":404,\"title\":\"Not Found\","
                + "\"type\":\"about:blank\"}");

    HttpResponse<String> post = send("POST", "/api/hosts");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow").orElse("")).contains("GET");
    assertThat(post.body())
        .isEqualTo(
            "{\"detail\":\"Only the methods in Allow can be used here.\",\"errors\":[],"
                + "\"status\":405,\"title\":\"Method Not Allowed\",\"type\":\"about:blank\"}");
  }

  @Test
  void showsThePageWithAndWithoutTheSlash() throws Exception {
    for (String path : List.of("", "/")) {
      HttpResponse<String> page = send("GET", path);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
      assertThat(page.headers().firstValue("Content-Security-Policy"))
          .hasValue(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors"
                  + " 'none'");
      assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      String prefix = path.isEmpty() ? "./balancer-manager" : ".";
      assertThat(page.body())
          .contains(
              "<script type=\"module\" src=\"" + prefix + "/assets/app.js\">",
              "<a href=\"" + prefix + "/api/balancers\">")
          .doesNotContain("@prefix@");
    }
  }

  @Test
  void sendsThePagesFilesToWhoeverHasNotGotThem() throws Exception {
    HttpResponse<String> script = send("GET", "/assets/app.js");
    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(script.headers().firstValue("Content-Type"))
        .hasValue("text/javascript;charset=UTF-8");
    assertThat(script.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(script.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    String tag = script.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).matches("\"[\\w-]{22}\"");

    HttpResponse<String> again = send("GET", "/assets/app.js", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).hasValue(tag);
    assertThat(send("GET", "/assets/app.js", "If-None-Match", "\"other\"").statusCode())
        .isEqualTo(200);
    assertThat(send("GET", "/assets/uPlot.esm.js").body()).contains("Leon Sorokin");
  }

  @Test
  void sendsNothingElseOfTheApplication() throws Exception {
    for (String name :
        List.of(
            "nothing.js",
            "index.html",
            "openapi.yaml",
            "PageFiles.class",
            "..%2Fopenapi.yaml",
            "%2E%2E%2Fopenapi.yaml",
            "..%5Copenapi.yaml",
            "app.js%00.css",
            "%2Fetc%2Fpasswd.txt",
            "")) {
      assertThat(send("GET", "/assets/" + name).statusCode()).as(name).isIn(400, 404);
    }
  }

  @Test
  void describesItself() throws Exception {
    HttpResponse<String> description = send("GET", "/api/openapi.yaml");

    assertThat(description.statusCode()).isEqualTo(200);
    assertThat(description.headers().firstValue("Content-Type"))
        .hasValue("application/yaml;charset=UTF-8");
    assertThat(description.body()).startsWith("openapi: 3.1.0\n");
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
    assertThat(unknown.body()).contains("\"detail\":\"There is no balancer nobody.\"");
    for (String body : List.of("{", "[]", "{\"balancer\": 1}", "{\"name\": \"app\"}")) {
      HttpResponse<String> refused = post(body);
      assertThat(refused.statusCode()).as(body).isIn(400, 422);
      assertThat(refused.body()).as(body).contains("\"detail\":\"");
    }
  }

  @Test
  void noFormStartsADiagnosis() throws Exception {
    HttpResponse<String> refused = post("a=b", "application/x-www-form-urlencoded");
    assertThat(refused.statusCode()).isEqualTo(415);
    assertThat(refused.body()).contains("\"title\":\"Unsupported Media Type\"");
  }

  private static HttpResponse<String> post(String json) throws IOException, InterruptedException {
    return post(json, "application/json");
  }

  private static HttpResponse<String> post(String body, String type)
      throws IOException, InterruptedException {
    return body.isEmpty()
        ? bed.send("POST", "/api/diagnose", "")
        : bed.send("POST", "/api/diagnose", body, "Content-Type", type);
  }

  private static HttpResponse<String> send(String method, String path, String... fields)
      throws IOException, InterruptedException {
    return bed.send(method, path, "", fields);
  }
}
