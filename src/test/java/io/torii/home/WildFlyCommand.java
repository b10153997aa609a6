package io.torii.home;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a provisioned WildFly is started that has folders of its own and listens on 127.0.0.1.
 *
 * @param base what it writes to, a copy of what it came with
 */
record WildFlyCommand(Path installed, Path base) {

  /** Copies the folders to new ones. */
  static WildFlyCommand create(Path installed, String prefix) throws IOException {
    Path base = Folders.create(prefix).resolve("standalone");
    Folders.copy(installed.resolve("standalone"), base);
    return new WildFlyCommand(installed, base);
  }

  /** Starts it and waits for nothing. */
  ServerRun start(int port, int tlsPort, int management, List<String> arguments, String options) {
    ProcessBuilder command =
        new ProcessBuilder(
            "sh",
            installed.resolve("bin/standalone.sh").toString(),
            "-b",
            "127.0.0.1",
            "-Djboss.bind.address.management=127.0.0.1",
            "-Djboss.server.base.dir=" + base,
            "-Djboss.http.port=" + port,
            "-Djboss.https.port=" + tlsPort,
            "-Djboss.management.http.port=" + management);
    command.command().addAll(arguments);
    Map<String, String> environment = command.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_OPTS", "-Xmx512m -Djava.net.preferIPv4Stack=true " + options);
    environment.put("JBOSS_HOME", installed.toString());
    // The shell passes on the signal that ends it.
    environment.put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
    return ServerRun.start(command, base.resolve("output"));
  }
}
