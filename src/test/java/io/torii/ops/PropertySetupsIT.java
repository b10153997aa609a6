package io.torii.ops;

import io.torii.testkit.Apps;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** The guide's set-ups, each property given to {@code java -jar} with a {@code -D}. */
class PropertySetupsIT extends PropertySetups {

  private static final Apps APPS = Apps.start();
  private static final int PORT = ToriiProcess.freePort();
  private static final ToriiProcess TORII = start();

  private static ToriiProcess start() {
    List<String> arguments = new ArrayList<>(List.of("-D", "torii.listen=" + PORT));
    properties(APPS).forEach((name, value) -> arguments.addAll(List.of("-D", name + "=" + value)));
    return ToriiProcess.start(arguments.toArray(String[]::new)).awaitPort(PORT);
  }

  @AfterAll
  static void stop() throws IOException {
    TORII.close();
    APPS.close();
  }

  @Override
  protected Apps apps() {
    return APPS;
  }

  @Override
  protected int port() {
    return PORT;
  }
}
