package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.torii.config.properties.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot be run here: what they name is there, and they agree with the product. */
class DeployFilesTest {

  private static final Path DEPLOY = Path.of("deploy");
  private static final Path UNIT = DEPLOY.resolve("standalone/torii.service");
  private static final Path CONTAINER = DEPLOY.resolve("container");

  @TempDir Path folder;

  /** The values behind {@code NAME=} or {@code NAME } at the beginning of lines. */
  private static List<String> values(Path file, String name) throws IOException {
    String start = "^" + name + "[= ]";
    return Files.readAllLines(file).stream()
        .filter(line -> line.matches(start + ".*"))
        .map(line -> line.replaceFirst(start, ""))
        .toList();
  }

  private static String value(Path file, String name) throws IOException {
    List<String> values = values(file, name);
    assertThat(values).as(name).hasSize(1);
    return values.get(0);
  }

  @Test
  void systemdTakesTheUnit() throws Exception {
    assumeTrue(
        Command.isThere("systemd-analyze"), "apt-get install systemd brings systemd-analyze");
    Command verified = verify(Files.readString(UNIT));
    assertThat(verified.said()).isEmpty();
    assertThat(verify(Files.readString(UNIT).replace("ProtectHome", "ProtectHouse")).said())
        .contains("ProtectHouse");
  }

  /** The programs that it starts need not be on this machine. */
  private Command verify(String unit) throws Exception {
    String here = unit.replace("/usr/bin/java", "/bin/true");
    Path copy = Files.writeString(folder.resolve("torii.service"), here);
    return Command.run("systemd-analyze", "verify", copy.toString());
  }

  @Test
  void theUnitIsASandbox() throws Exception {
    assumeTrue(
        Command.isThere("systemd-analyze"), "apt-get install systemd brings systemd-analyze");
    Path copy = Files.copy(UNIT, folder.resolve("torii.service"));
    Command judged =
        Command.run(
            "systemd-analyze", "security", "--offline=yes", "--threshold=25", copy.toString());
    assertThat(judged.status()).as(judged.said()).isZero();
    // Java writes code while it runs.
    assertThat(values(UNIT, "MemoryDenyWriteExecute")).isEmpty();
  }

  @Test
  void systemdWaitsForTheDrain() throws IOException {
    int longest =
        Stream.of(Property.DRAIN_DELAY, Property.DRAIN_TIMEOUT)
            .mapToInt(p -> Integer.parseInt(p.fallback()))
            .sum();
    assertThat(value(UNIT, "ExecStart")).doesNotContain("torii.drain");
    assertThat(Integer.parseInt(value(UNIT, "TimeoutStopSec"))).isGreaterThan(longest);
    assertThat(value(UNIT, "SuccessExitStatus")).isEqualTo("143");
    assertThat(value(UNIT, "ExecReload")).isEqualTo("/bin/kill -HUP $MAINPID");
  }

  /** What is checked before the start is what is started. */
  @Test
  void systemdChecksWhatItStarts() throws IOException {
    String start = value(UNIT, "ExecStart");
    assertThat(value(UNIT, "ExecStartPre")).isEqualTo(start + " -t");
    assertThat(start).contains(" $JAVA_OPTS -jar ").endsWith(" $TORII_OPTS");
  }

  @Test
  void logrotateTurnsTheLogsOfTheUnit() throws IOException {
    String text = Files.readString(DEPLOY.resolve("standalone/logrotate"));
    assertThat(text)
        .contains(
            "/var/log/" + value(UNIT, "LogsDirectory") + "/*.log {",
            "systemctl reload " + UNIT.getFileName() + "\n");
  }

  @Test
  void theKernelHasTheSettings() throws IOException {
    Path kernel = Path.of("/proc/sys");
    assumeTrue(Files.isDirectory(kernel), "only Linux has /proc/sys");
    List<String> names =
        Files.readAllLines(DEPLOY.resolve("standalone/sysctl.conf")).stream()
            .filter(line -> line.contains(" = ") && !line.startsWith("#"))
            .map(line -> line.split(" = ", 2)[0])
            .toList();
    assertThat(names).isNotEmpty();
    assertThat(names).map(n -> kernel.resolve(n.replace('.', '/'))).allMatch(Files::exists);
  }

  @ParameterizedTest
  @CsvSource({
    "Dockerfile, target/torii-standalone.war, 10001:10001",
    "Dockerfile.wildfly, target/torii.war, jboss"
  })
  void theImageIsMadeOfWhatIsThere(String name, String war, String user) throws IOException {
    Path file = CONTAINER.resolve(name);
    List<String> copied = values(file, "COPY").stream().map(line -> line.split(" ", 2)[0]).toList();
    assertThat(copied).contains(war);
    assertThat(copied)
        .filteredOn(source -> !source.equals(war)) // which the build makes
        .isNotEmpty()
        .allMatch(source -> Files.isRegularFile(Path.of(source)));
    assertThat(Files.readAllLines(CONTAINER.resolve(name + ".dockerignore")))
        .filteredOn(line -> !line.startsWith("#"))
        .startsWith("*")
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("*"), copied.stream().map("!"::concat)).toList());
    assertThat(values(file, "USER")).containsExactly(user);
  }

  /**
   * Each path inside the image is one that is put there, or the folder of the user's files; {@link
   * ContainerFilesIT} looks for those of WildFly.
   */
  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.wildfly"})
  void whatTheImageStartsIsInIt(String name) throws IOException {
    Path file = CONTAINER.resolve(name);
    List<String> targets =
        values(file, "COPY").stream().map(line -> line.split(" ", 2)[1]).toList();
    String commands =
        Files.readAllLines(file).stream()
            .filter(line -> line.matches("(ENTRYPOINT|CMD| +CMD) .*"))
            .reduce("", String::concat);
    List<String> named =
        Pattern.compile("/(opt|etc)/[^\"]+")
            .matcher(commands)
            .results()
            .map(MatchResult::group)
            .filter(path -> !path.equals("/etc/torii/*.conf"))
            .filter(path -> !path.startsWith("/opt/jboss/wildfly/"))
            .toList();
    assertThat(targets).containsAll(named);
    assertThat(named).contains("/opt/torii/healthcheck.sh");
  }

  /** A property that is misspelt would be without effect. */
  @Test
  void everyPropertyThatIsNamedIsKnown() throws IOException {
    List<String> known = Property.all().stream().map(Property::name).toList();
    int found = 0;
    for (Path file : files()) {
      for (String name : properties(Files.readString(file))) {
        assertThat(known).as(file.toString()).contains(name);
        found++;
      }
    }
    assertThat(found).isGreaterThan(5);
  }

  private static List<String> properties(String text) {
    List<String> others = List.of("torii.conf", "torii.service", "torii.war");
    return Pattern.compile("(?<![-/\\w])torii(\\.[a-z-]+)+")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(name -> !others.contains(name))
        .toList();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(DEPLOY)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** The port of the health check is that of the file that comes with the image. */
  @Test
  void theHealthCheckAsksWhereItIsAnswered() throws IOException {
    String check = String.join(" ", Files.readAllLines(CONTAINER.resolve("Dockerfile")));
    assertThat(check).contains("\"8081\", \"/balancer-manager/health/live\"");
    assertThat(Files.readString(CONTAINER.resolve("health.conf")))
        .contains("Listen 127.0.0.1:8081", "<Location \"/balancer-manager\">");
  }

  @Test
  void nothingLooksLikeASecret() throws IOException {
    List<String> marks = List.of("private key-----", "password=", "password:");
    for (Path file : files()) {
      // A variable is none, and what everybody knows neither: it stands before public certificates.
      String text =
          Files.readString(file)
              .toLowerCase(Locale.ROOT)
              .replaceAll("password[=:]\"?(changeit|\\$|…)", "");
      assertThat(text).as(file.toString()).doesNotContain(marks.toArray(String[]::new));
    }
  }
}
