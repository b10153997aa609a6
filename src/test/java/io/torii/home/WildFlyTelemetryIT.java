package io.torii.home;

import java.nio.file.Path;

/** WildFly with its layer microprofile-telemetry: the server sends the spans, by its own SDK. */
class WildFlyTelemetryIT extends TracingSuite {

  WildFlyTelemetryIT() {
    runOn(closing(WildFlyHome.start(Path.of(System.getProperty("jboss.telemetry.home")))));
  }

  @Override
  protected boolean byTheServer() {
    return true;
  }
}
