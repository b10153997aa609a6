package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.OnceInABuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * What the image of WildFly names in its server is in a WildFly of that version: in the provisioned
 * one, and for the configuration in the feature pack that both are made of. That the base image has
 * its server at {@code /opt/jboss/wildfly}, a user jboss, and Java 21 is what its makers say.
 */
@OnceInABuild
class ContainerFilesIT {

  private static final Path IMAGE = Path.of("deploy/container/Dockerfile.wildfly");
  private static final String HOME = "/opt/jboss/wildfly/";

  private static List<String> found(String pattern) throws IOException {
    String text = Files.readString(IMAGE).replaceAll("(?m)^#.*\n", "");
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  @Test
  void itsPlacesAreWildFlys() throws IOException {
    Path installed = Path.of(System.getProperty("jboss.home"));
    List<String> named = found(HOME + "([\\w./-]+)");
    assertThat(named).contains("bin/standalone.sh", "standalone/deployments/torii.war");
    for (String path : named) {
      Path place = installed.resolve(path);
      // What is copied there need not be there; the folder must be.
      Path wanted = path.endsWith(".war") ? place.resolveSibling("") : place;
      assertThat(wanted).exists();
    }
    assertThat(installed.resolve("bin/standalone.sh")).isExecutable();
  }

  @Test
  void itsConfigurationIsOneOfWildFlysAndHasWhatToriiNeeds() throws IOException {
    List<String> names = found("\"-c\", \"([\\w.-]+)\"");
    List<String> versions = found("wildfly/wildfly:([\\w.]+)-jdk");
    assertThat(names).hasSize(1);
    assertThat(versions).hasSize(1);
    Path pack =
        Path.of(
            System.getProperty("maven.repo.local"),
            "org/wildfly/wildfly-galleon-pack",
            versions.get(0),
            "wildfly-galleon-pack-" + versions.get(0) + ".zip");
    assertThat(pack).as("what target/wildfly is made of").exists();
    try (ZipFile zip = new ZipFile(pack.toFile())) {
      ZipEntry configuration = zip.getEntry("configs/standalone/" + names.get(0) + "/config.xml");
      assertThat(configuration).as(names.get(0)).isNotNull();
      String text =
          new String(zip.getInputStream(configuration).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).contains("\"microprofile-health\"", "\"undertow-https\"");
    }
  }
}
