package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options that look and do not start anything. */
@OnceInABuild
class CommandLineIT {

  private static final List<String> MEMBERS =
      List.of("127.0.0.1:9101", "127.0.0.1:9102", "127.0.0.1:9103");

  @TempDir Path folder;

  private ToriiProcess ended(int status, String... arguments) {
    long began = System.nanoTime();
    ToriiProcess torii = ToriiProcess.start(arguments);
    assertThat(torii.awaitEnd()).as(torii.out() + torii.err()).isEqualTo(status);
    // About a second on a quiet machine.
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    return torii;
  }

  @Test
  void version() {
    assertThat(ended(0, "-v").out()).matches("Torii/\\d+\\.\\d+.*");
  }

  @Test
  void help() {
    assertThat(ended(0, "-h").out()).contains("-f FILE", "--explain METHOD URL", "--demo");
  }

  @Test
  void anUnknownOption() {
    assertThat(ended(2, "--nonsense").err()).contains("Unknown option: '--nonsense'");
  }

  @Test
  void nothingToDo() {
    assertThat(ended(1).err())
        .startsWith("torii.conf: There is no configuration: name a directive file with -f");
  }

  @Test
  void checksEachListing() throws IOException {
    for (String name :
        List.of(
            "1-reverse-proxy.conf",
            "2-load-balancer.conf",
            "3-sticky-session.conf",
            "5-https-redirect.conf",
            "6-troubleshooting.conf")) {
      Path file = Guide.listing(name, folder, 18080, MEMBERS);
      ToriiProcess torii = ended(0, "-t", "-f", file.toString());
      assertThat(torii.out()).as(name).isEqualTo("Syntax OK");
      assertThat(torii.err()).as(name).isEmpty();
    }
  }

  @Test
  void checksThePropertiesOfTraces() throws IOException {
    String file = Guide.listing("2-load-balancer.conf", folder, 18080, MEMBERS).toString();
    String on = "otel.sdk.disabled=false";
    String wrong = "otel.bsp.schedule.delay=soon";
    assertThat(ended(1, "-t", "-f", file, "-D", on, "-D", wrong).err())
        .startsWith("otel.bsp.schedule.delay: OpenTelemetry cannot use it: ")
        .hasLineCount(1);
    ToriiProcess ignored = ended(0, "-t", "-f", file, "-D", on, "-D", "otel.servicename=gate");
    assertThat(ignored.out()).isEqualTo("Syntax OK");
    assertThat(ignored.err())
        .startsWith("otel.servicename: warning: OpenTelemetry has no such property")
        .contains("otel.service.name")
        .hasLineCount(1);
  }

  @Test
  void printsEveryProblem() throws IOException {
    Path file = Guide.listing("3-sticky-session.conf", folder, 18080, MEMBERS);
    Files.writeString(
        file,
        Files.readString(file)
            .replace("ProxyPass /", "ProxyPas /")
            .replace("lbmethod=byrequests", "lbmethod=byrequest"));
    assertThat(ended(1, "-t", "-f", file.toString()).err())
        .isEqualTo(
            file
                + ":9: lbmethod=byrequest: must be byrequests, bytraffic, bybusyness or heartbeat"
                + " (did you mean \"byrequests\"?).\n"
                + file
                + ":12: Unknown directive \"ProxyPas\": did you mean \"ProxyPass\"?");
  }

  @Test
  void showsWhatItUnderstood() throws IOException {
    Path file = Guide.listing("3-sticky-session.conf", folder, 18080, MEMBERS);
    assertThat(ended(0, "-S", "-f", file.toString()).out())
        .isEqualTo(
            """
            Listeners:
              *:18080 http
            Virtual hosts:
              *:18080 www.example.com (%1$s:1)
                Location /balancer-manager balancer-manager with access rules (%1$s:15)
                ProxyPass / -> balancer://mycluster/ nocanon (%1$s:12)
              main server (no ServerName), for what no virtual host takes
            Balancers:
              balancer://mycluster lbmethod=byrequests stickysession=JSESSIONID|jsessionid maxattempts=2 (%1$s:5)
                http://127.0.0.1:9101 route=app1 loadfactor=1 (%1$s:6)
                http://127.0.0.1:9102 route=app2 loadfactor=1 (%1$s:7)
                http://127.0.0.1:9103 route=app3 loadfactor=1 (%1$s:8)\
            """
                .formatted(file));
  }

  @Test
  void accountsForEveryDirective() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("account.conf"),
            """
            User www-data
            ProxyPass / http://127.0.0.1:9/
            <IfModule mod_dav.c>
              DAVMinTimeout 1
            </IfModule>
            """);
    assertThat(ended(0, "-t", "--account", "-f", file.toString()).out())
        .isEqualTo(
            """
            %s
                  1  User           service
                  4  DAVMinTimeout  skipped
            All directives:
                  2  performed  does what it does in httpd
                  1  service    set where the process is started: by the service or the container
                  1  skipped    stands in a condition that does not hold, such as <IfModule>
                  4  in all
            Syntax OK\
            """
                .formatted(file));
  }

  @Test
  void explainsARequest() throws IOException {
    Path file = Guide.listing("3-sticky-session.conf", folder, 18080, MEMBERS);
    ToriiProcess torii =
        ended(
            0,
            "-f",
            file.toString(),
            "--explain",
            "GET",
            "http://www.example.com:18080/app/x?q=1",
            "-H",
            "Cookie: JSESSIONID=abc.app2");
    assertThat(torii.out())
        .contains(
            "client:       127.0.0.1, as no other is named",
            "virtual host: www.example.com (" + file + ":1)",
            "takes it; target balancer://mycluster/app/x",
            "http://127.0.0.1:9102 is chosen",
            "session route app2",
            "GET /app/x?q=1 HTTP/1.1\nHost: 127.0.0.1:9102\nCookie: JSESSIONID=abc.app2\n");
    assertThat(
            ended(
                    0,
                    "-f",
                    file.toString(),
                    "--explain",
                    "GET",
                    "http://www.example.com:18080/balancer-manager")
                .out())
        .contains("answer:", "the balancer-manager at /balancer-manager");
  }

  @Test
  void explainsTheRequestOfAnotherClient() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("near.conf"),
            """
            Listen 8080
            <Location />
              Require ip 10.1
            </Location>
            ProxyPass / http://127.0.0.1:9101/
            """);
    String[] question = {
      "-f", file.toString(), "--explain", "GET", "http://localhost:81/", "--client", "10.1.2.3"
    };
    assertThat(ended(0, question).out())
        .contains(
            "listener:     none listens on port 81: see Listen",
            "client:       10.1.2.3\n",
            "X-Forwarded-For: 10.1.2.3");
    question[6] = "10.2.2.3";
    assertThat(ended(0, question).out()).contains("answer:", "403");
    question[6] = "localhost";
    assertThat(ended(2, question).err())
        .contains("a client is an IP address such as 192.0.2.1, not localhost");
  }

  @Test
  void aLogFileThatCannotBeWritten() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("log.conf"),
            "ProxyPass / http://127.0.0.1:9/\nCustomLog none/access.log common\n");
    String error = file + ":2: CustomLog " + folder.resolve("none/access.log") + " cannot be made";
    assertThat(ended(1, "-t", "-f", file.toString()).err()).startsWith(error);
    assertThat(ended(1, "-f", file.toString()).err()).startsWith(error);

    Path unopened =
        Files.writeString(
            folder.resolve("name.conf"),
            "ProxyPass / http://127.0.0.1:9/\nErrorLog " + "a".repeat(300) + "\n");
    assertThat(ended(1, "-f", unopened.toString()).err())
        .contains(unopened + ":2: AH00091: ErrorLog " + folder, "File name too long");
  }

  @Test
  void aPortThatIsTaken() throws IOException {
    try (Backend other = Backend.start(Script.ok("x"))) {
      Path file =
          Files.writeString(
              folder.resolve("taken.conf"),
              "Listen 127.0.0.1:" + other.port() + "\nProxyPass / http://127.0.0.1:9/\n");
      assertThat(ended(1, "-f", file.toString()).err())
          .contains(
              file + ":1: AH00072: cannot listen on 127.0.0.1:" + other.port(),
              "another process uses it (see `ss -ltnp sport = :" + other.port() + "`)");
    }
  }
}
