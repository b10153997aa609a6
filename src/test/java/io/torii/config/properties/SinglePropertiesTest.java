package io.torii.config.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.ManagerConfig;
import io.torii.directive.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinglePropertiesTest extends PropertiesFixture {

  @Test
  void singlePropertiesAreReadFromEitherSpelling() {
    environment.put("TORII_CONF", "/etc/torii/*.conf , other.conf,");
    environment.put("TORII_PORTS", "8080:80, 8443:443");
    environment.put("TORII_MANAGER_PATH", "/admin/lb/");
    properties.put("torii.listen", "8080, [::1]:8081 https");
    properties.put("torii.health.ready-without-members", "false");

    PropertiesReader reader = reader();

    assertThat(reader.directiveFiles()).containsExactly("/etc/torii/*.conf", "other.conf");
    assertThat(reader.listen()).containsExactly("8080", "[::1]:8081 https");
    assertThat(reader.ports()).containsExactlyInAnyOrderEntriesOf(Map.of(8080, 80, 8443, 443));
    assertThat(reader.manager(false))
        .isEqualTo(
            new ManagerConfig(
                Optional.of("/admin/lb"),
                false,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                List.of()));
    reader.apply(assembly);
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void withoutPropertiesTheDefaultsHold() {
    PropertiesReader reader = reader();

    assertThat(reader.directiveFiles()).isEmpty();
    assertThat(reader.listen()).isEmpty();
    assertThat(reader.ports()).isEmpty();
    assertThat(reader.manager(false))
        .isEqualTo(
            new ManagerConfig(
                Optional.of("/balancer-manager"),
                true,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                List.of()));
    assertThat(reader.manager(true))
        .isEqualTo(
            new ManagerConfig(
                Optional.empty(), true, Optional.empty(), Optional.empty(), Set.of(), List.of()));
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void filesDecideWhereTheManagerIs() {
    properties.put("torii.manager.path", "/lb");

    assertThat(reader().manager(true).path()).isEmpty();
    assertThat(problems.all())
        .extracting(Problem::toString)
        .containsExactly(
            "torii.manager.path: has no effect with directive files: write SetHandler"
                + " balancer-manager in a <Location \"/lb\">.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "torii.ports | 8080 | torii.ports: \"8080\" is no pair of ports such as 8080:80.",
        "torii.ports | 8080:80,8080:81 | torii.ports: port 8080 is given twice.",
        "torii.ports | 8080:65536 | torii.ports: \"65536\" is no port from 1 to 65535.",
        "torii.ports | 0:80 | torii.ports: \"0\" is no port from 1 to 65535.",
        "torii.ports | a:80 | torii.ports: \"a\" is no port from 1 to 65535.",
        "torii.ports | 1:2:3 | torii.ports: \"1:2:3\" is no pair of ports such as 8080:80.",
        "torii.manager.path | lb | torii.manager.path: \"lb\" is no path such as"
            + " /balancer-manager.",
        "torii.manager.path | / | torii.manager.path: \"/\" is no path such as /balancer-manager.",
        "torii.manager.path | /a//b | torii.manager.path: \"/a//b\" is no path such as"
            + " /balancer-manager.",
        "torii.health.ready-without-members | yes | torii.health.ready-without-members: \"yes\" is"
            + " neither true nor false.",
        "torii.manager.tokens | ci:operator:secret | torii.manager.tokens: entry 1 is not"
            + " NAME:operator:DIGEST or NAME:reader:DIGEST, where DIGEST is the SHA-256 of the"
            + " token in 64 hexadecimal digits and NAME of letters, digits, . _ @ -",
      })
  void singlePropertiesAreChecked(String name, String value, String message) {
    properties.put(name, value);

    PropertiesReader reader = reader();
    reader.ports();
    reader.manager(false);

    assertThat(errors()).containsExactly(message);
  }

  @Test
  void theFileOfDefaultsHoldsWhatTheTableSays() throws IOException {
    java.util.Properties file = new java.util.Properties();
    try (InputStream in =
        PropertiesReader.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      file.load(Objects.requireNonNull(in));
    }

    Map<Object, Object> expected = new HashMap<>();
    for (Property property : Property.all()) {
      if (!property.fallback().isEmpty()) {
        expected.put(property.name(), property.fallback());
      }
    }
    assertThat(file).containsExactlyInAnyOrderEntriesOf(expected);
  }
}
