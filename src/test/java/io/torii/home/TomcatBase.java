package io.torii.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Folders of its own ({@code CATALINA_BASE}) for a Tomcat as it was downloaded: its configuration,
 * and its manager application with a user for it.
 */
final class TomcatBase {

  /** The manager application's user and password. */
  static final String CREDENTIALS = "deployer:deployer";

  private final Path installed;
  private final Path folder;

  private TomcatBase(Path installed, Path folder) {
    this.installed = installed;
    this.folder = folder;
  }

  /**
   * Makes one.
   *
   * @param manager the path of the manager application, without a slash
   * @param change what is changed in {@code server.xml}; the port for a shutdown is closed anyhow
   */
  static TomcatBase create(Path installed, String manager, UnaryOperator<String> change)
      throws IOException {
    Path folder = Folders.create("tomcat");
    Folders.copy(installed.resolve("conf"), folder.resolve("conf"));
    Folders.copy(installed.resolve("webapps/manager"), folder.resolve("webapps").resolve(manager));
    for (String name : new String[] {"bin", "logs", "temp", "work"}) {
      Files.createDirectory(folder.resolve(name));
    }
    Path server = folder.resolve("conf/server.xml");
    Files.writeString(
        server,
        change.apply(
            Files.readString(server).replace("<Server port=\"8005\"", "<Server port=\"-1\"")));
    String[] user = CREDENTIALS.split(":", 2);
    Files.writeString(
        folder.resolve("conf/tomcat-users.xml"),
        "<tomcat-users><user username=\"%s\" password=\"%s\" roles=\"manager-script\"/></tomcat-users>"
            .formatted(user[0], user[1]));
    return new TomcatBase(installed, folder);
  }

  Path resolve(String file) {
    return folder.resolve(file);
  }

  /** Starts it with these in its environment, and waits for nothing. */
  ServerRun run(Map<String, String> environment) {
    ProcessBuilder command =
        new ProcessBuilder("sh", installed.resolve("bin/catalina.sh").toString(), "run");
    command.environment().put("JAVA_HOME", System.getProperty("java.home"));
    command.environment().put("CATALINA_HOME", installed.toString());
    command.environment().put("CATALINA_BASE", folder.toString());
    command.environment().putAll(environment);
    return ServerRun.start(command, folder.resolve("logs/catalina.out"));
  }
}
