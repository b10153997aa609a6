package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Apps;
import io.torii.testkit.RawClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The guide's set-ups from properties alone, wherever the product runs. They stand side by side
 * under paths of their own: what counts its turns has a balancer that nobody else asks.
 *
 * <p>Two things of the guide have no property: Redirect, and who else may see the manager.
 */
abstract class SetupsSuite extends HomeSuite {

  private final Apps apps = closing(Apps.start());

  @Override
  protected Map<String, String> configuration() {
    Map<String, String> properties = new TreeMap<>();
    properties.put("torii.proxy-pass.alone", "/ " + apps.alone().url() + "/");
    properties.put("torii.proxy-pass.even", "/even/ balancer://even/");
    properties.put(
        "torii.balancer.even.members",
        apps.members("loadfactor=1", "loadfactor=1", "loadfactor=1"));
    properties.put("torii.balancer.even.lbmethod", "byrequests");
    properties.put("torii.proxy-pass.weighted", "/weighted/ balancer://weighted/");
    properties.put(
        "torii.balancer.weighted.members",
        apps.members("loadfactor=2", "loadfactor=1", "loadfactor=1"));
    for (String name : List.of("cookie", "path", "redirecting")) {
      properties.put("torii.proxy-pass." + name, "/" + name + "/ balancer://" + name + "/ nocanon");
      properties.put(
          "torii.balancer." + name + ".members",
          apps.members("route=app1", "route=app2", "route=app3"));
      properties.put("torii.balancer." + name + ".stickysession", "JSESSIONID|jsessionid");
    }
    properties.put("torii.manager.path", "/admin/balancers");
    return properties;
  }

  private Map<String, Integer> ask(int requests, String path, String... headers) {
    Map<String, Integer> answers = new TreeMap<>();
    for (int i = 0; i < requests; i++) {
      answers.merge(get(path, headers).body(), 1, Integer::sum);
    }
    return answers;
  }

  private String location(String path) {
    return get(path).headers().firstValue("Location").orElse("none");
  }

  @Test
  void aSingleBackendGetsEverything() {
    HttpResponse<String> page = get("/a%20b?q=1");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEqualTo("alone");
    assertThat(apps.alone().lastRequest().requestLine()).isEqualTo("GET /a%20b?q=1 HTTP/1.1");
    assertThat(apps.alone().lastRequest().header("X-Forwarded-Host"))
        .hasValue("127.0.0.1:" + port());
    assertThat(location("/redirect")).isEqualTo(front() + "/there?x=1");
  }

  @Test
  void membersOfOneWeightTakeEqualTurns() {
    assertThat(ask(12, "/even/")).isEqualTo(Map.of("app1", 4, "app2", 4, "app3", 4));
  }

  @Test
  void aMemberOfDoubleWeightTakesTwiceAsMany() {
    assertThat(ask(16, "/weighted/")).isEqualTo(Map.of("app1", 8, "app2", 4, "app3", 4));
  }

  @Test
  void aCookieKeepsItsSessionAtItsMember() {
    // Sessions count as turns: what comes without one is even only before they do.
    assertThat(ask(6, "/cookie/")).isEqualTo(Map.of("app1", 2, "app2", 2, "app3", 2));
    assertThat(ask(5, "/cookie/", "Cookie", "a=b; JSESSIONID=x.app2")).isEqualTo(Map.of("app2", 5));
    assertThat(ask(5, "/cookie/", "Cookie", "JSESSIONID=x.app3")).isEqualTo(Map.of("app3", 5));
  }

  @Test
  void aPathParameterKeepsItsSessionAtItsMember() {
    assertThat(ask(6, "/path/x")).isEqualTo(Map.of("app1", 2, "app2", 2, "app3", 2));
    assertThat(ask(5, "/path/x;jsessionid=x.app2")).isEqualTo(Map.of("app2", 5));
    assertThat(apps.app(2).lastRequest().target()).isEqualTo("/x;jsessionid=x.app2");
    assertThat(ask(5, "/path/x;jsessionid=x.app3?q")).isEqualTo(Map.of("app3", 5));
  }

  @Test
  void aMembersRedirectLeadsToTheFront() {
    // Of the rules with the same members the first one rewrites: the one with the longest path.
    for (int i = 0; i < 3; i++) {
      assertThat(location("/redirecting/redirect")).isEqualTo(front() + "/redirecting/there?x=1");
    }
    for (int app = 1; app <= 3; app++) {
      assertThat(apps.app(app).requests()).anyMatch(r -> r.target().equals("/redirect"));
    }
  }

  @Test
  void theManagerAnswersThisMachine() {
    HttpResponse<String> page = get("/admin/balancers");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Load balancer manager</title>");
    assertThat(get("/admin/balancers/api/balancers").body())
        .contains(
            "\"name\":\"cookie\"",
            "\"name\":\"even\"",
            "\"name\":\"weighted\"",
            "\"url\":\"" + apps.app(2).url() + "\"");
    assertThat(get("/balancer-manager").body()).isEqualTo("alone");
  }

  @Test
  void theManagerRefusesWhoMayComeFromElsewhere() throws IOException {
    String get = "GET /admin/balancers HTTP/1.1\r\nConnection: close\r\nHost: ";
    String refused = RawClient.ask(port(), get + "www.example.com\r\n\r\n");
    assertThat(refused).startsWith("HTTP/1.1 403").doesNotContain("balancer://");
    refused = RawClient.ask(port(), get + "127.0.0.1\r\nX-Forwarded-For: 10.9.9.9\r\n\r\n");
    assertThat(refused).startsWith("HTTP/1.1 403").doesNotContain("balancer://");
    assertThat(RawClient.ask(port(), get + "127.0.0.1\r\n\r\n")).startsWith("HTTP/1.1 200");
  }
}
