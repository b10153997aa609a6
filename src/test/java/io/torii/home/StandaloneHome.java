package io.torii.home;

import io.torii.testkit.ToriiProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code java -jar}: a deployment is a process, and each property a {@code -D}. */
final class StandaloneHome implements Home {

  private final int port = ToriiProcess.freePort();
  private @Nullable ToriiProcess process;

  @Override
  public Container container() {
    return Container.STANDALONE;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public long pid() {
    return running().pid();
  }

  private ToriiProcess running() {
    if (process == null) {
      throw new IllegalStateException("nothing runs");
    }
    return process;
  }

  @Override
  public void deploy(Map<String, String> properties) {
    List<String> arguments = new ArrayList<>(List.of("-D", "torii.listen=127.0.0.1:" + port));
    properties.forEach((name, value) -> arguments.addAll(List.of("-D", name + "=" + value)));
    ToriiProcess started = ToriiProcess.start(arguments.toArray(String[]::new));
    try {
      process = started.awaitPort(port);
    } catch (IllegalStateException e) { // it has ended, and its streams are at their end
      throw new DeploymentFailed(started.awaitEnd() + ": " + started.out() + started.err());
    }
  }

  @Override
  public void deploy(Path war) {
    throw new UnsupportedOperationException("the product runs by itself");
  }

  @Override
  public void undeploy() {
    running().close();
    process = null;
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
