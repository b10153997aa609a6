package io.torii.wildfly;

import io.torii.home.Wars;
import io.torii.ops.Web;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The server's ports, and the thin WAR, as it was built, with a configuration in it. */
final class WildFly {

  private WildFly() {}

  static int port() {
    return Integer.getInteger("wildfly.http.port");
  }

  /** Where the product answers, without a slash at its end. */
  static String front() {
    return "http://127.0.0.1:" + port();
  }

  /** A member that is there for as long as the class is, and so for its deployment. */
  static Backend member(Script script) {
    try {
      return Backend.start(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The readiness of everything that is deployed, as the server's management port has it. */
  static HttpResponse<String> ready() {
    return Web.get(
        "http://127.0.0.1:" + Integer.getInteger("wildfly.management.port") + "/health/ready");
  }

  /**
   * Configured by MicroProfile Config alone: a source of higher ordinal in a library of its own.
   */
  static WebArchive war(Map<String, String> properties) {
    return war("torii.war", properties);
  }

  /** One of several: Arquillian tells the deployments of a class by their file names. */
  static WebArchive war(String name, Map<String, String> properties) {
    return ShrinkWrap.create(ZipImporter.class, name)
        .importFrom(Wars.configured(Path.of(System.getProperty("torii.war")), properties).toFile())
        .as(WebArchive.class);
  }

  /** Configured by a directive file, which {@code torii.conf} names. */
  static WebArchive war(String directives) {
    try {
      Path file = Files.createTempFile(Path.of("target"), "torii", ".conf").toAbsolutePath();
      return war(Map.of("torii.conf", Files.writeString(file, directives).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
