package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.torii.testkit.Apache;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.TestTls;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the examples as they are: complete, tested, and accepted by us and by httpd. */
@OnceInABuild
class ExampleFilesIT {

  private static final List<String> MEMBERS =
      List.of("127.0.0.1:9001", "127.0.0.1:9002", "127.0.0.1:9003", "127.0.0.1:9004");

  @TempDir Path place;

  static Stream<Path> examples() {
    return Example.all().stream();
  }

  @Test
  void eachHasATestAndEachTestAnExample() {
    List<String> tests =
        Stream.of(BalancingExamplesIT.class, SiteExamplesIT.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(m -> m.isAnnotationPresent(Test.class))
            .map(Method::getName)
            .toList();
    assertThat(tests).containsExactlyInAnyOrderElementsOf(examples().map(Example::method).toList());
  }

  @Test
  void theyAreNumberedWithoutAGap() {
    List<Path> all = Example.all();
    assertThat(all).hasSizeGreaterThan(11);
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).getFileName().toString()).startsWith("%02d-".formatted(i + 1));
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void threeLinesSayWhatItIs(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("README.md"));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("- **Shows:** ");
    assertThat(lines.get(1)).startsWith("- **Run** here: ").contains("-f torii.conf`");
    assertThat(lines.get(2)).startsWith("- **Look:** ");
  }

  /** Without the folders, certificates and passwords that its user makes, those are named. */
  @ParameterizedTest
  @MethodSource("examples")
  void isCheckedAsItIs(Path folder) {
    try (ToriiProcess check =
        ToriiProcess.start("-t", "-f", folder.resolve("torii.conf").toString())) {
      int status = check.awaitEnd();
      String said = (check.out() + '\n' + check.err()).strip();
      if (status == 0) {
        assertThat(said).isEqualTo("Syntax OK");
      } else {
        assertThat(said.lines())
            .allMatch(
                line ->
                    line.matches(".*torii\\.conf:\\d+: .*(does not exist|there is no folder).*"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isAcceptedWithWhatItsUserMakes(Path folder) throws IOException {
    Example example = Example.at(folder, place);
    try (ToriiProcess check = ToriiProcess.start("-t", "-f", example.main(MEMBERS).toString())) {
      assertThat(check.awaitEnd()).as(() -> check.out() + check.err()).isZero();
      assertThat((check.out() + check.err()).strip()).isEqualTo("Syntax OK");
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isAcceptedByHttpd(Path folder) throws IOException, InterruptedException {
    assumeTrue(
        Apache.program().isPresent(),
        "nobody else to ask: apt-get install apache2 brings the httpd that this test needs");
    Example example = Example.at(folder, place);
    String said = Apache.check(place, example.definitions(MEMBERS), example.file());
    assertThat(said).contains("Syntax OK").doesNotContain("[warn]", "AH00526");
  }

  /** The one that is for all servers. */
  @Test
  void theFileForTlsIsAcceptedByBoth() throws IOException, InterruptedException {
    assumeTrue(
        Apache.program().isPresent(),
        "nobody else to ask: apt-get install apache2 brings the httpd that this test needs");
    for (String name :
        List.of("www.example.com.crt", "api.example.com.crt", "clients.crt", "members.crt")) {
      TestTls made = TestTls.forName(name.replace(".crt", ""));
      Files.writeString(place.resolve(name), made.certificatePem());
      Files.writeString(place.resolve(name.replace(".crt", ".key")), made.keyPem());
    }
    Path site = Path.of("deploy/tls/site.conf");
    List<String> definitions =
        List.of(
            "Define PORT 18080",
            "Define TLSPORT 18443",
            "Define TLS \"" + place + '"',
            "Define APP1 127.0.0.1:9001");
    assertThat(Apache.check(place, definitions, site))
        .contains("Syntax OK")
        .doesNotContain("[warn]", "AH00526");
    Path main =
        Files.writeString(
            place.resolve("main.conf"),
            String.join("\n", definitions) + "\nInclude \"" + site.toAbsolutePath() + "\"\n");
    try (ToriiProcess check = ToriiProcess.start("-t", "-f", main.toString())) {
      assertThat(check.awaitEnd()).as(() -> check.out() + check.err()).isZero();
      assertThat((check.out() + check.err()).strip()).isEqualTo("Syntax OK");
    }
  }

  @Test
  void httpdRefusesWhatIsWrong() throws IOException, InterruptedException {
    assumeTrue(
        Apache.program().isPresent(),
        "nobody else to ask: apt-get install apache2 brings the httpd that this test needs");
    Path wrong = Files.writeString(place.resolve("wrong.conf"), "ProxyPas / http://127.0.0.1/\n");
    assertThat(Apache.check(place, List.of("Listen 127.0.0.1:9999"), wrong))
        .contains("Invalid command 'ProxyPas'")
        .doesNotContain("Syntax OK");
  }
}
