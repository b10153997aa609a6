package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.OnceInABuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the servers' READMEs have root do, as it stands there, in folders to be thrown away and with
 * certificates of our own: all that the servers' files name is there afterwards.
 */
@OnceInABuild
class ServerReadmesIT extends TlsScripts {

  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");

  private Path torii;
  private Path live;
  private Path server;

  @BeforeEach
  void aMachineToSetUp() throws Exception {
    torii = folder.resolve("torii");
    live = folder.resolve("live");
    server = folder.resolve("server");
    Files.createDirectories(server.resolve("standalone/deployments"));
    for (String name : List.of("www.example.com", "api.example.com")) {
      renewed(live, name);
    }
  }

  private static String text(String file) throws IOException {
    return Files.readString(Path.of("deploy", file));
  }

  /** The block of root's commands, the first. */
  private static String commands(String name) throws IOException {
    Matcher block = BLOCK.matcher(text(name + "/README.md"));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private Command run(String name) throws Exception {
    PosixFileAttributes own = Files.readAttributes(folder, PosixFileAttributes.class);
    String script =
        commands(name)
            .replace("/etc/torii", torii.toString())
            .replace("/etc/letsencrypt/live", live.toString())
            .replaceFirst("OWNER=\\w+:\\w+", "OWNER=" + own.owner() + ":" + own.group());
    Path file = Files.writeString(folder.resolve("commands"), script);
    return Command.run(
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "CERTBOT_HOOK_CONFIGURATION",
            folder.resolve("none").toString(),
            "WILDFLY_HOME",
            server.toString()),
        "sh",
        "-eu",
        file.toString());
  }

  /** The user's own: put there as the README says before its commands. */
  private void authorities() throws IOException {
    Files.createDirectories(torii.resolve("tls"));
    for (String name : List.of("clients.crt", "members.crt")) {
      Files.copy(live.resolve("www.example.com/fullchain.pem"), torii.resolve("tls").resolve(name));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wildfly, tls.cli, tls.folder:/etc/torii/tls}",
    "payara, tls.asadmin, tls.folder}",
    "tomcat, server-connectors.xml, tls.folder:-/etc/torii/tls}"
  })
  void everythingIsThere(String name, String file, String start) throws Exception {
    authorities();
    assertThat(run(name)).isEqualTo(new Command(0, ""));
    List<String> needed = new ArrayList<>();
    named("\\$\\{" + Pattern.quote(start) + "/([\\w.]+)", text(name + "/" + file))
        .forEach(needed::add);
    named("\\$\\{TLS}/([\\w.]+\\.crt)", text("tls/site.conf")).forEach(needed::add);
    assertThat(needed).contains("clients.p12", "api.example.com.crt").hasSizeGreaterThan(4);
    for (String need : needed) {
      assertThat(torii.resolve("tls").resolve(need)).isNotEmptyFile();
    }
    assertThat(torii.resolve("site.conf")).hasSameTextualContentAs(Path.of("deploy/tls/site.conf"));
    PosixFileAttributes folderOfKeys =
        Files.readAttributes(torii.resolve("tls"), PosixFileAttributes.class);
    assertThat(PosixFilePermissions.toString(folderOfKeys.permissions())).endsWith("r-x");
  }

  /** The names of a server's user and group: without them the keys would be root's. */
  @ParameterizedTest
  @ValueSource(strings = {"wildfly", "payara", "tomcat"})
  void theKeysAreTheServers(String name) throws IOException {
    assertThat(commands(name)).contains("OWNER=" + name + ":" + name + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wildfly", "payara", "tomcat"})
  void whatTheUserHasNotBroughtIsSaid(String name) throws Exception {
    Command without = run(name);
    assertThat(without.status()).isNotZero();
    assertThat(without.said()).contains("clients.crt");
  }

  private static Stream<String> named(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
  }
}
