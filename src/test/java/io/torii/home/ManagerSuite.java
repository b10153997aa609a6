package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.ops.Web;
import io.torii.testkit.Apps;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manager: its page, its API, its metrics, and nothing of it anywhere else. */
abstract class ManagerSuite extends HomeSuite {

  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");

  private final Apps apps = closing(Apps.start());

  private String member() {
    return apps.app(1).url();
  }

  @Override
  protected Map<String, String> configuration() {
    return Map.of(
        "torii.proxy-pass.app",
        "/app/ balancer://mycluster/",
        "torii.balancer.mycluster.members",
        member() + " route=a loadfactor=2");
  }

  @Test
  void forwards() {
    HttpResponse<String> response = get("/app/hello?x=1");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("app1");
    assertThat(apps.app(1).lastRequest().requestLine()).isEqualTo("GET /hello?x=1 HTTP/1.1");
  }

  @Test
  void thePageComesWithAllThatItLoads() {
    for (String path : new String[] {"/balancer-manager", "/balancer-manager/"}) {
      HttpResponse<String> page = get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
      List<String> links =
          LINK.matcher(page.body()).results().map(link -> link.group(1)).distinct().toList();
      assertThat(links).as(path).anyMatch(link -> link.endsWith("/assets/app.js"));
      for (String link : links) {
        HttpResponse<String> linked = get(page.uri().resolve(link).getPath());
        assertThat(linked.statusCode()).as(path + " " + link).isEqualTo(200);
        assertThat(linked.body()).as(path + " " + link).isNotEmpty();
      }
    }
  }

  @Test
  void aFileOfThePageIsSentOnce() {
    HttpResponse<String> script = get("/balancer-manager/assets/app.js");
    assertThat(script.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/javascript");
    String tag = script.headers().firstValue("ETag").orElseThrow();
    assertThat(get("/balancer-manager/assets/app.js", "If-None-Match", tag).statusCode())
        .isEqualTo(304);
  }

  @Test
  void theApiSaysTheSame() {
    HttpResponse<String> response = get("/balancer-manager/api/balancers");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(response.body())
        .contains("\"name\":\"mycluster\"", "\"url\":\"" + member() + "\"", "\"weight\":2");
    assertThat(get("/balancer-manager/api/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void itSaysWhatIsWrong() {
    for (String body : new String[] {"", "{\"balancer\": \"mycluster\"}"}) {
      HttpResponse<String> found =
          Web.post(front() + "/balancer-manager/api/diagnose", "application/json", body);
      assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
      assertThat(found.body())
          .contains("\"ranAt\":\"", "\"check\":\"answer\"", "\"severity\":\"ok\"", member());
    }
    String form = "application/x-www-form-urlencoded";
    assertThat(Web.post(front() + "/balancer-manager/api/diagnose", form, "a=b").statusCode())
        .isEqualTo(415);
    String nobody = "{\"balancer\": \"nobody\"}";
    assertThat(
            Web.post(front() + "/balancer-manager/api/diagnose", "application/json", nobody)
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void metricsCountRequestsOfMembers() {
    get("/app/counted");
    HttpResponse<String> metrics = get("/balancer-manager/metrics");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.body().lines())
        .anyMatch(
            line -> line.matches("\\w*requests\\w*\\{.*member=\"" + member() + "\".*} [1-9].*"));
  }

  @Test
  void readinessTellsTheMembers() {
    HttpResponse<String> ready = home().ready();
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body().replaceAll("\\s", ""))
        .contains("\"balancer://mycluster\":\"1of1memberseligible:" + member() + "\"")
        .contains("\"draining\":false");
  }

  @Test
  void nobodyGetsAroundTheFront() {
    for (String path :
        new String[] {
          "/.torii/page",
          "/.torii/api/balancers",
          "/.torii/assets/app.js",
          "/.torii",
          "/assets/app.js",
          "/manager/index.html",
          "/manager/app.js",
          "/WEB-INF/classes/io/torii/manager/page/app.js"
        }) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }
}
