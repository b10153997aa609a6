package io.torii;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build makes: two WARs with the same classes, one of which runs by itself. */
class PackagingIT {

  private static final Path THIN = Path.of(System.getProperty("torii.war"));
  private static final Path STANDALONE = Path.of(System.getProperty("torii.standalone.war"));
  private static final long LIMIT = 40L * 1000 * 1000;

  @Test
  void staysSmall() throws IOException {
    assertThat(Files.size(THIN)).isLessThan(LIMIT);
    assertThat(Files.size(STANDALONE)).isLessThan(LIMIT);
  }

  @Test
  void thinHasNothingThatAServerHas() {
    assertThat(libraries(THIN, "WEB-INF/lib/"))
        .containsExactlyInAnyOrder(
            "HdrHistogram",
            "bcpkix-jdk18on",
            "bcprov-jdk18on",
            "bcutil-jdk18on",
            "commons-codec",
            "httpclient5",
            "httpcore5",
            "httpcore5-h2",
            "jspecify",
            "micrometer-commons",
            "micrometer-core",
            "micrometer-observation",
            "micrometer-registry-prometheus",
            "opentelemetry-api",
            "opentelemetry-common",
            "opentelemetry-context",
            "opentelemetry-exporter-common",
            "opentelemetry-exporter-otlp-common",
            "opentelemetry-own",
            "opentelemetry-sdk",
            "opentelemetry-sdk-common",
            "opentelemetry-sdk-extension-autoconfigure-spi",
            "opentelemetry-sdk-logs",
            "opentelemetry-sdk-metrics",
            "opentelemetry-sdk-trace",
            "prometheus-metrics-config",
            "prometheus-metrics-core",
            "prometheus-metrics-exposition-formats",
            "prometheus-metrics-exposition-textformats",
            "prometheus-metrics-model",
            "prometheus-metrics-tracer-common",
            "slf4j-api",
            "slf4j-jdk14");
    assertThat(names(THIN))
        .contains("WEB-INF/classes/io/torii/config/ProxyConfig.class", "WEB-INF/jboss-web.xml")
        .noneMatch(
            name -> name.contains("io/torii/standalone") || name.contains("springframework"));
  }

  /** They would fail with its own, of another version. */
  @Test
  void thinShowsAServerNoProvidersOfOpenTelemetry() throws IOException {
    List<String> nested = new ArrayList<>();
    try (ZipFile war = new ZipFile(THIN.toFile())) {
      for (ZipEntry jar : war.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        try (ZipInputStream in = new ZipInputStream(war.getInputStream(jar))) {
          for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
            nested.add(e.getName());
          }
        }
      }
    }
    assertThat(nested)
        .contains("META-INF/torii/services/io.opentelemetry.sdk.autoconfigure.spi.ResourceProvider")
        .noneMatch(name -> name.startsWith("META-INF/services/io.opentelemetry"));
  }

  @Test
  void standaloneHidesItsContainerFromAHost() {
    assertThat(libraries(STANDALONE, "WEB-INF/lib-provided/"))
        .containsExactlyInAnyOrder(
            "jakarta.el-api", "tomcat-annotations-api", "tomcat-embed-core", "weld-se-core");
    assertThat(libraries(STANDALONE, "WEB-INF/lib/"))
        .contains("weld-servlet-core", "resteasy-core", "smallrye-config", "yasson", "picocli")
        .doesNotContain("jakarta.servlet-api", "tomcat-embed-core", "jakarta.el-api", "weld-jsf");
  }

  @Test
  void nestedLibrariesAreStored() throws IOException {
    try (ZipFile war = new ZipFile(STANDALONE.toFile())) {
      assertThat(war.stream().filter(entry -> entry.getName().endsWith(".jar")))
          .isNotEmpty()
          .allMatch(entry -> entry.getMethod() == ZipEntry.STORED);
    }
  }

  @Test
  void tellsItsVersion(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                STANDALONE.toString(),
                "-v")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(Files.readString(output, StandardCharsets.UTF_8))
          .startsWith("Torii/" + System.getProperty("torii.version"));
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> names(Path archive) {
    try (ZipFile war = new ZipFile(archive.toFile())) {
      return war.stream().map(ZipEntry::getName).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Artifact names of the jars in a folder. */
  private static List<String> libraries(Path archive, String folder) {
    return names(archive).stream()
        .filter(name -> name.startsWith(folder) && name.endsWith(".jar"))
        .map(name -> name.substring(folder.length()).replaceFirst("-[0-9][^/]*\\.jar$", ""))
        .toList();
  }
}
