package io.torii.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.config.ConfigLoader;
import io.torii.config.LoadRequest;
import io.torii.config.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationsTest {

  @TempDir Path folder;

  private Loaded load(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("t.conf"), String.join("\n", lines));
    return ConfigLoader.load(LoadRequest.files(file.toString()));
  }

  @Test
  void aLogFileThatDoesNotOpenKeepsAConfigurationFromBeingUsed() throws Exception {
    String name = "a".repeat(300);
    Loaded loaded = load("ProxyPass / http://127.0.0.1:9/", "CustomLog " + name + " common");
    assertThat(loaded.config()).isPresent();
    assertThatThrownBy(() -> Configurations.usable(loaded))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(folder.resolve("t.conf") + ":2: AH00649: CustomLog")
        .hasMessageContaining(name);
  }

  @Test
  void aUsableOneHasItsLogFilesOpen() throws Exception {
    Loaded loaded = load("ProxyPass / http://127.0.0.1:9/", "CustomLog a.log common");
    assertThat(Configurations.usable(loaded)).isSameAs(loaded.config().orElseThrow());
    assertThat(folder.resolve("a.log")).isEmptyFile();
  }
}
