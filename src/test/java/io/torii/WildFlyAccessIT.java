package io.torii;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.ops.Spellings;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Access rules of a directive file, on WildFly: no spelling of a path walks around them. */
@ExtendWith(ArquillianExtension.class)
class WildFlyAccessIT {

  private static final Backend BACKEND = backend();

  @ArquillianResource URI base;

  @Deployment(testable = false)
  static WebArchive war() throws IOException {
    Path file = Files.createTempFile(Path.of("target"), "access", ".conf").toAbsolutePath();
    Files.writeString(
        file,
        """
        ProxyPass / %s/
        <Location /private>
          Require all denied
        </Location>
        <Location /manager>
          SetHandler balancer-manager
          Require all denied
        </Location>
        """
            .formatted(BACKEND.url()));
    JavaArchive configuration =
        ShrinkWrap.create(JavaArchive.class, "configuration.jar")
            .addAsManifestResource(
                new StringAsset("config_ordinal=200\ntorii.conf=" + file + "\n"),
                "microprofile-config.properties");
    return ShrinkWrap.createFromZipFile(
            WebArchive.class, Path.of(System.getProperty("torii.war")).toFile())
        .addAsLibrary(configuration);
  }

  @AfterAll
  static void stop() throws IOException {
    BACKEND.close();
  }

  @Test
  void noSpellingReachesWhatIsProtected() throws IOException {
    InetAddress address = InetAddress.getByName(base.getHost());
    assertThat(Spellings.answer(address, base.getPort(), "/public/x"))
        .startsWith("HTTP/1.1 200")
        .endsWith("SECRET");
    assertThat(Spellings.reached(address, base.getPort(), BACKEND)).isEmpty();
  }

  private static Backend backend() {
    try {
      return Backend.start(Script.ok("SECRET"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
