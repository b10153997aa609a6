package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.ops.Web;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the README that start a server, word by word, in a copy of the sources. */
class SelfStartIT {

  private static final Path CLONE = Path.of("target/selfstart");

  /** The end of a loopback address in the kernel's tables, with or without IPv6 around it. */
  private static final String LOOPBACK = "0100007F";

  private static final Pattern ROW = Pattern.compile("\\| [\\w ]+ \\| `(mvn .+)` \\|");

  @TempDir Path folder;

  private final int http = ToriiProcess.freePort();
  private final int https = ToriiProcess.freePort();
  private final int management = ToriiProcess.freePort();

  /** What a clone has and a build needs; what was built there the last time stays. */
  @BeforeAll
  static void copy() throws IOException {
    Files.createDirectories(CLONE);
    for (String part : List.of("src", "deploy")) {
      Path old = CLONE.resolve(part);
      if (Files.exists(old)) {
        try (Stream<Path> files = Files.walk(old)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
    Files.createDirectory(CLONE.resolve("src"));
    for (String part : List.of("pom.xml", "src/main", "deploy")) {
      try (Stream<Path> files = Files.walk(Path.of(part))) {
        for (Path file : files.toList()) {
          Files.copy(
              file,
              CLONE.resolve(file),
              StandardCopyOption.COPY_ATTRIBUTES,
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  static List<String> commands() throws IOException {
    String section =
        Files.readString(Path.of("README.md"))
            .split("\n## A server that starts itself\n", 2)[1]
            .split("\n## ", 2)[0];
    return section
        .lines()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .map(row -> row.group(1))
        .toList();
  }

  @Test
  void eachServerHasItsCommand() throws IOException {
    assertThat(commands())
        .extracting(command -> command.replaceFirst(".* -P(\\S+) .*", "$1"))
        .containsExactly("wildfly", "bootable", "payara-micro", "tomcat");
  }

  @ParameterizedTest
  @MethodSource("commands")
  @DisabledIfSystemProperty(
      named = "selfstart.skip",
      matches = "true",
      disabledReason = "-Dselfstart.skip=true spares the servers that Maven starts")
  void oneCommandAndItServes(String command) throws Exception {
    Set<ProcessHandle> started;
    try (Backend member = Backend.start(Script.ok("from the member"));
        SelfStart server =
            SelfStart.start(
                CLONE, command + options(command, site(member)), folder.resolve("output"))) {
      String front = "http://127.0.0.1:" + http;
      server.waitFor(
          () -> assertThat(Web.get(front + "/page").body()).isEqualTo("from the member"));
      assertThat(member.lastRequest().target()).isEqualTo("/page");
      assertThat(Web.get(front + "/balancer-manager/").body()).startsWith("<!doctype html>");
      assertThat(Web.get(front + "/balancer-manager/api/balancers").body())
          .contains("\"name\":\"shop\"", member.url());
      assertThat(server.listening())
          .allMatch(address -> address.contains(LOOPBACK + ":"))
          .extracting(address -> Integer.parseInt(address.split(":", 2)[1], 16))
          .contains(http)
          .isSubsetOf(http, https, management);
      started = server.processes();
    }
    assertThat(started).hasSizeGreaterThan(1).noneMatch(ProcessHandle::isAlive);
    assertThat(ToriiProcess.accepts(http)).isFalse();
  }

  /** What a server reads that is given nothing: the way in leads to the manager. */
  @Test
  void theDemonstrationLeadsToTheManager() {
    try (ToriiProcess torii =
        ToriiProcess.start("-f", "deploy/demo.conf", "-D", "torii.listen=127.0.0.1:" + http)) {
      torii.awaitPort(http);
      String front = "http://127.0.0.1:" + http;
      var first = Web.get(front + "/");
      assertThat(first.statusCode()).isEqualTo(302);
      assertThat(first.headers().firstValue("Location")).hasValue(front + "/balancer-manager/");
      assertThat(Web.get(front + "/balancer-manager/").body()).startsWith("<!doctype html>");
      assertThat(Web.get(front + "/balancer-manager/api/balancers").body())
          .contains("\"name\":\"demo\"");
    }
  }

  private Path site(Backend member) throws IOException {
    return Files.writeString(
        folder.resolve("site.conf"),
        """
        <VirtualHost *:80>
            ServerName www.example.com
            <Proxy "balancer://shop">
                BalancerMember %s
            </Proxy>
            ProxyPass / balancer://shop/
            <Location "/balancer-manager">
                SetHandler balancer-manager
            </Location>
        </VirtualHost>
        """
            .formatted(member.url()));
  }

  /** What a user adds: a file, and ports that are free. The one file has WildFly's options. */
  private String options(String command, Path site) {
    String ports =
        command.contains(" -jar ")
            ? " -b=127.0.0.1 -Djboss.http.port=%d -Djboss.https.port=%d -Djboss.management.http.port=%d"
            : " -Dhttp.address=127.0.0.1 -Dhttp.port=%d -Dhttps.port=%d -Dwildfly.port=%d -B -ntp";
    return String.format(Locale.ROOT, ports, http, https, management)
        + " -Dtorii.conf='"
        + site
        + "' -Dtorii.ports="
        + http
        + ":80";
  }
}
