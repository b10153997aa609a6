package io.torii.home;

import io.torii.ops.Web;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Black-box tests of one topic, the same in each {@link Home}: the product is deployed once for
 * them. A concrete class is nested in the one that says where they run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HomeSuite {

  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable Home home;
  private boolean deployed;

  /** The configuration that all tests of the suite run with; empty if each brings its own. */
  protected abstract Map<String, String> configuration() throws IOException;

  final void runOn(Home on) {
    home = on;
  }

  @BeforeAll
  final void deploy() throws IOException {
    Map<String, String> properties = configuration();
    if (!properties.isEmpty()) {
      home().deploy(properties);
      deployed = true;
    }
  }

  @AfterAll
  final void end() throws Exception {
    if (deployed) {
      home().undeploy();
    }
    for (AutoCloseable resource : open) {
      resource.close();
    }
  }

  /** Runs with a configuration of its own. */
  protected final void with(Map<String, String> properties, Runnable test) {
    home().deploy(properties);
    try {
      test.run();
    } finally {
      home().undeploy();
    }
  }

  /** Where the tests run. */
  protected final Home home() {
    return Objects.requireNonNull(home, "the extension has not said where");
  }

  protected final int port() {
    return home().port();
  }

  protected final String front() {
    return home().front();
  }

  /** The answer to a GET of a path. */
  protected final HttpResponse<String> get(String path, String... headers) {
    return Web.get(front() + path, headers);
  }

  /** What a client in clear text that prefers this version ends up with. */
  protected final HttpClient.Version spoken(HttpClient.Version preferred) {
    boolean upgrades = Limit.HTTP_2.outcome(home().container()).equals("101");
    return upgrades ? preferred : HttpClient.Version.HTTP_1_1;
  }

  /** A member that is there for as long as the suite is. */
  protected final Backend member(Script script) {
    try {
      return closing(Backend.start(script));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Is closed behind the deployment. */
  protected final <T extends AutoCloseable> T closing(T resource) {
    open.add(resource);
    return resource;
  }

  /** A folder of the suite's own. */
  protected static Path folder() {
    try {
      return Folders.create("files");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A configuration by a directive file, which {@code torii.conf} names. */
  protected static Map<String, String> directives(String text) {
    try {
      return Map.of(
          "torii.conf", Files.writeString(folder().resolve("site.conf"), text).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
