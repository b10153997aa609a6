package io.torii.observe.tracing;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;

/**
 * Shows the SDK in {@code WEB-INF/lib} its providers, which the build has moved away from {@code
 * META-INF/services}: a server that has MicroProfile Telemetry looks there in each application, and
 * refuses ours where it finds providers of another version than its own.
 */
final class OwnProviders extends ClassLoader {

  private static final String STANDARD = "META-INF/services/";

  /** As the build calls it, in pom.xml. */
  private static final String OURS = "META-INF/torii/services/";

  OwnProviders(ClassLoader parent) {
    super(parent);
  }

  /** What has not been moved is where it always is. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (name.startsWith(STANDARD)) {
      Enumeration<URL> moved = super.getResources(OURS + name.substring(STANDARD.length()));
      if (moved.hasMoreElements()) {
        return moved;
      }
    }
    return super.getResources(name);
  }
}
