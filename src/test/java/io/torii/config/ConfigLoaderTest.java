package io.torii.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.torii.directive.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

  @TempDir Path folder;

  @Test
  void explainsBothFrontDoors() {
    assertThat(load(List.of(), Map.of()).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "torii.conf: There is no configuration: name a directive file with -f or torii.conf, or"
                + " write properties such as \"torii.proxy-pass.app=/app"
                + " http://10.0.0.5:8080/app\".");
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThat(load(List.of("/no/such.conf"), Map.of()).problems())
        .extracting(Problem::toString)
        .containsExactly("/no/such.conf: There is no such file: check -f or torii.conf.");
  }

  @Test
  void readsPropertiesAlone() {
    ProxyConfig config =
        load(
                List.of(),
                Map.of(
                    "torii.listen", "127.0.0.1:8080, 8443 https",
                    "torii.proxy-pass.app", "/app balancer://b/app",
                    "torii.balancer.b.members", "http://127.0.0.1:8081, http://127.0.0.1:8082"))
            .config()
            .orElseThrow();

    assertThat(config.listen())
        .extracting(Object::toString)
        .containsExactly("127.0.0.1:8080", "*:8443");
    assertThat(config.main().rules()).hasSize(1);
    assertThat(config.main().settings().reverse()).hasSize(1);
    assertThat(balancer(config).members()).hasSize(2);
    assertThat(config.manager().path()).contains("/balancer-manager");
  }

  @Test
  void laysPropertiesOverFiles() throws IOException {
    Path file =
        write(
            "a.conf",
            "Listen 80",
            "<Proxy balancer://b>",
            "  BalancerMember http://127.0.0.1:8081",
            "  ProxySet lbmethod=bytraffic maxattempts=3",
            "</Proxy>",
            "ProxyPass / balancer://b/");
    ProxyConfig config =
        load(
                List.of(),
                Map.of(
                    "torii.conf", file.toString(),
                    "torii.listen", "8080",
                    "torii.proxy-pass.app", "/app http://127.0.0.1:8090/app",
                    "torii.balancer.b.lbmethod", "bybusyness",
                    "torii.balancer.b.members", "http://127.0.0.1:8082"))
            .config()
            .orElseThrow();

    assertThat(config.listen()).extracting(ListenAddress::port).containsExactly(8080);
    assertThat(config.main().rules())
        .extracting(r -> r.prefix().orElseThrow())
        .containsExactly("/app", "/");
    assertThat(balancer(config).method()).isEqualTo("bybusyness");
    assertThat(balancer(config).maxAttempts()).isEqualTo(3);
    assertThat(balancer(config).members()).extracting(m -> m.url().port()).containsExactly(8082);
    assertThat(config.manager().path()).isEmpty();
  }

  @Test
  void namesThePropertyThatIsWrong() {
    assertThat(load(List.of(), Map.of("torii.listen", "spdy")).problems(Problem.Severity.ERROR))
        .extracting(Problem::toString)
        .contains(
            "torii.listen: Listen \"spdy\" has no port: write a port such as 80, or an address and"
                + " a port such as 10.0.0.1:80 or [::1]:80.");
  }

  @Test
  void readsPatternsAndDefinesAndWatchesWhatItRead() throws IOException {
    Path second = write("2.conf", "<IfDefine EXTRA>", "Listen 82", "</IfDefine>");
    Path first = write("1.conf", "Listen 81", "Include 3.inc");
    Path included = write("3.inc", "<IfModule mod_proxy.c>", "Listen 83", "</IfModule>");
    Loaded loaded =
        ConfigLoader.load(
            new LoadRequest(
                List.of(folder + "/*.conf"), Set.of("EXTRA"), Map.of(), Optional.empty(), false));

    assertThat(loaded.config().orElseThrow().listen())
        .extracting(ListenAddress::port)
        .containsExactly(81, 83, 82);
    assertThat(loaded.files()).contains(first, second, included);
  }

  /** ServerRoot may be the folder that is read, and changes are kept in ServerRoot. */
  @Test
  void whatTheManagerKeepsInAnIncludedFolderHoldsNoDirectives() throws IOException {
    Path file = write("1.conf", "BalancerPersist On", "ProxyPass / http://10.0.0.5/");
    write("torii-changes.json", "{\"changes\": []}");
    write("torii-changes.json.new", "{");
    write("kept.conf", "{");
    write("kept.conf.new", "{");
    Map<String, String> elsewhere =
        Map.of("torii.manager.changes-file", folder.resolve("kept.conf").toString());
    Path main = Files.createTempFile("torii", ".conf");
    Files.writeString(main, "Include " + folder + "\nIncludeOptional " + folder + "/*\n");
    for (String pattern : List.of(folder.toString(), folder + "/*", main.toString())) {
      Loaded loaded = load(List.of(pattern), elsewhere);
      assertThat(loaded.problems(Problem.Severity.ERROR)).as(pattern).isEmpty();
      assertThat(loaded.files()).contains(file, folder);
    }
    Files.delete(main);
    Loaded named = load(List.of(folder.resolve("kept.conf").toString()), elsewhere);
    assertThat(named.problems(Problem.Severity.ERROR)).isNotEmpty();
  }

  @Test
  void watchesFilesOfABrokenConfigurationToo() throws IOException {
    Path file = write("a.conf", "Frobnicate", "SSLCertificateFile no-such.pem");

    Loaded loaded = load(List.of(file.toString()), Map.of());

    assertThat(loaded.config()).isEmpty();
    assertThat(loaded.files()).contains(file, folder.resolve("no-such.pem"));
  }

  private static BalancerConfig balancer(ProxyConfig config) {
    return Objects.requireNonNull(config.balancers().get("main/b"));
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static Loaded load(List<String> files, Map<String, String> properties) {
    Config config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(properties, "test", 100))
            .build();
    return ConfigLoader.load(
        new LoadRequest(files, Set.of(), Map.of(), Optional.of(config), false));
  }
}
