package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the product says about its own set-up, as a process of its own. */
@OnceInABuild
class DiagnosisIT {

  @TempDir Path folder;
  private final int port = ToriiProcess.freePort();
  private Backend app;
  private int nobody;

  @BeforeEach
  void start() throws IOException {
    nobody = Backend.refusingPort();
    app =
        Backend.start(
            Script.each(
                (request, wire) -> {
                  if (request.target().equals("/login")) {
                    wire.send(
                        "HTTP/1.1 302 Found\r\nLocation: http://"
                            + request.header("Host").orElseThrow()
                            + "/home\r\nSet-Cookie: JSESSIONID=1\r\nContent-Length: 0\r\n\r\n");
                  } else {
                    wire.answer(200, "here");
                  }
                }));
  }

  @AfterEach
  void stop() throws IOException {
    app.close();
  }

  private String file(String second, String reverse) throws IOException {
    return Files.writeString(
            folder.resolve("site.conf"),
            """
            Listen 127.0.0.1:%d
            <Proxy balancer://mycluster>
                BalancerMember %s route=app1
                %s
                ProxySet stickysession=JSESSIONID
            </Proxy>
            ProxyPass / balancer://mycluster/
            %s
            <Location /balancer-manager>
                SetHandler balancer-manager
            </Location>
            """
                .formatted(port, app.url(), second, reverse))
        .toString();
  }

  @Test
  void withoutAServer() throws IOException {
    String bad = file("BalancerMember http://127.0.0.1:" + nobody + " route=app2", "");
    try (ToriiProcess torii = ToriiProcess.start("-f", bad, "--diagnose")) {
      assertThat(torii.awaitEnd()).as(torii.out() + torii.err()).isEqualTo(1);
      assertThat(torii.out().lines())
          .startsWith(
              "error    http://127.0.0.1:%d of balancer://mycluster (%s:4): connection-refused"
                  .formatted(nobody, bad),
              "  Nobody listens on 127.0.0.1:%d: connections are refused.".formatted(nobody))
          .anyMatch(line -> line.startsWith("  Remedy: Start the member, or correct its port at "))
          .anyMatch(line -> line.startsWith("  Seen: GET /: 200 after "))
          .anyMatch(line -> line.matches("1 error, 0 warnings, 0 info, 1 ok in [0-9.]+ s"))
          .anyMatch(line -> line.startsWith("Not looked at") && line.contains("lost-sessions"))
          .endsWith("Ask the running one: curl -X POST http://HOST/balancer-manager/api/diagnose");
      assertThat(torii.err()).isEmpty();
    }
    try (ToriiProcess torii = ToriiProcess.start("-f", file("", ""), "--diagnose")) {
      assertThat(torii.awaitEnd()).as(torii.out() + torii.err()).isZero();
      assertThat(torii.out()).contains("0 errors, 0 warnings, 0 info, 1 ok in ");
    }
  }

  @Test
  void aRunningOne() throws IOException {
    try (ToriiProcess torii = ToriiProcess.start("-f", file("", ""))) {
      torii.awaitPort(port);
      String url = "http://127.0.0.1:" + port;
      assertThat(Web.get(url + "/login").headers().firstValue("Location"))
          .hasValue(app.url() + "/home");

      HttpResponse<String> found = Web.request("POST", url + "/balancer-manager/api/diagnose", "");
      assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
      assertThat(found.body())
          .contains("\"ranAt\":\"", "\"took\":", "\"check\":\"location\"", "ProxyPassReverse")
          .contains("\"check\":\"lost-sessions\"", "\"balancer\":\"balancer://mycluster\"")
          .contains("\"member\":\"" + app.url() + "\"", "\"check\":\"answer\"")
          .contains("once in the last 10 minutes, such as GET /login answered Location: ");
      assertThat(app.lastRequest().header("User-Agent")).hasValue("Torii-Diagnosis");
      assertThat(app.lastRequest().method()).isEqualTo("GET");

      assertThat(Web.get(url + "/balancer-manager/api/diagnose").statusCode()).isEqualTo(405);
      HttpResponse<String> one =
          Web.post(
              url + "/balancer-manager/api/diagnose",
              "application/json",
              "{\"balancer\":\"mycluster\"}");
      assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
    }
  }
}
