package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.torii.config.ConfigLoader;
import io.torii.config.LoadRequest;
import io.torii.config.Loaded;
import io.torii.config.ProxyConfig;
import io.torii.config.RequestSettings;
import io.torii.config.VirtualHost;
import io.torii.directive.Problem.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** A configuration in lines, loaded as a file of its own. */
public final class Conf {

  private final Loaded loaded;
  private final String folder;

  private Conf(Loaded loaded, String folder) {
    this.loaded = loaded;
    this.folder = folder;
  }

  public static Conf of(String... lines) {
    return load(false, Map.of("GREETING", "hello"), Map.of(), lines);
  }

  public static Conf inContainer(String... lines) {
    return inContainer(Map.of(), lines);
  }

  public static Conf inContainer(Map<String, String> properties, String... lines) {
    return load(true, Map.of(), properties, lines);
  }

  private static Conf load(
      boolean container,
      Map<String, String> environment,
      Map<String, String> properties,
      String... lines) {
    try {
      Path folder = Files.createTempDirectory("torii-conf");
      try {
        Files.createDirectory(folder.resolve("logs"));
        for (String name : List.of("server.pem", "key.pem", "ca.pem", "users", "groups")) {
          Files.createFile(folder.resolve(name));
        }
        Path file = Files.write(folder.resolve("t.conf"), List.of(lines));
        LoadRequest request =
            new LoadRequest(
                List.of(file.toString()), Set.of(), environment, config(properties), container);
        return new Conf(ConfigLoader.load(request), folder + "/");
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Config> config(Map<String, String> properties) {
    return properties.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The model; there must be no error. */
  public ProxyConfig config() {
    assertThat(messages(Severity.ERROR)).isEmpty();
    return loaded.config().orElseThrow();
  }

  VirtualHost main() {
    return config().main();
  }

  VirtualHost host(int index) {
    return config().hosts().get(index);
  }

  RequestSettings settings() {
    return main().settings();
  }

  /** What the n-th Location sets. */
  RequestSettings location(int index) {
    return main().locations().get(index).settings();
  }

  /** What has become of each directive: {@code Name word}. */
  List<String> account() {
    return loaded.account().entries().stream()
        .map(entry -> entry.written() + " " + entry.place().word())
        .toList();
  }

  List<String> errors() {
    return messages(Severity.ERROR);
  }

  List<String> warnings() {
    return messages(Severity.WARNING);
  }

  List<String> notes() {
    return messages(Severity.NOTE);
  }

  /** A path that a message or a record has, without the folder of this test. */
  String relative(Object path) {
    return path.toString().replace(folder, "");
  }

  private List<String> messages(Severity severity) {
    return loaded.problems(severity).stream().map(this::relative).toList();
  }
}
