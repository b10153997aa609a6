package io.torii.bench;

import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Torii in servers as they are downloaded, but for ports, with the heap of all others. */
final class Containers {

  private final Path folder;
  private final Path target;
  private final Path conf;
  private final JavaHome java;

  /**
   * @param target the build's, where the servers and the archives are
   * @param conf the directive file for all of them
   */
  Containers(Path folder, Path target, Path conf, JavaHome java) {
    this.folder = folder;
    this.target = target;
    this.conf = conf;
    this.java = java;
  }

  /** With a copy of its folder for what it writes. */
  Contestant wildfly() throws IOException, InterruptedException {
    Path home = target.resolve("wildfly");
    Path base = folder.resolve("wildfly");
    copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
    Path deployments = Files.createDirectories(base.resolve("deployments"));
    Path archive = deployments.resolve("torii.war");
    Files.copy(target.resolve("torii.war"), archive, StandardCopyOption.REPLACE_EXISTING);
    int port = ToriiProcess.freePort();
    ProcessBuilder command =
        new ProcessBuilder(
            home.resolve("bin/standalone.sh").toString(),
            "-Djboss.server.base.dir=" + base,
            "-Djboss.http.port=" + port,
            "-Djboss.https.port=" + ToriiProcess.freePort(),
            "-Djboss.management.http.port=" + ToriiProcess.freePort(),
            "-Dtorii.conf=" + conf,
            "-Dtorii.ports=" + Site.ports(port));
    command.environment().put("JAVA_HOME", java.home().toString());
    command.environment().put("JAVA_OPTS", JavaProxies.HEAP + " -Djava.net.preferIPv4Stack=true");
    Running running = Running.start(command, port, folder.resolve("wildfly.txt"));
    return new Contestant(Contestant.WILDFLY, running, 0, true);
  }

  Contestant tomcat() throws IOException, InterruptedException {
    Path home = newest("apache-tomcat-11.");
    int port = ToriiProcess.freePort();
    Running running =
        Running.start(
            java.command(
                List.of(
                    JavaProxies.HEAP,
                    "-cp",
                    home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"),
                    "-Dcatalina.home=" + home,
                    "-Dcatalina.base=" + home,
                    "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                    "-Djava.util.logging.config.file=" + home.resolve("conf/logging.properties"),
                    "-Dhttp.address=127.0.0.1",
                    "-Dhttp.port=" + port,
                    "-Dwar=" + target.resolve("torii-standalone.war"),
                    "-Dtorii.conf=" + conf,
                    "-Dtorii.ports=" + Site.ports(port),
                    "org.apache.catalina.startup.Bootstrap"),
                "-config",
                target.resolveSibling("deploy/tomcat/server.xml").toString(),
                "start"),
            port,
            folder.resolve("tomcat.txt"));
    return new Contestant(Contestant.TOMCAT, running, 0, true);
  }

  /** Payara Micro, which has the HTTP engine of the server. */
  Contestant payara() throws IOException, InterruptedException {
    int port = ToriiProcess.freePort();
    Running running =
        Running.start(
            java.command(
                List.of(
                    JavaProxies.HEAP,
                    "-Dhttp.address=127.0.0.1",
                    "-Dtorii.conf=" + conf,
                    "-Dtorii.ports=" + Site.ports(port),
                    "-jar"),
                target.resolve("payara-micro.jar").toString(),
                "--port",
                Integer.toString(port),
                "--noCluster",
                "--disablePhoneHome",
                "--preBootCommandFile",
                target.resolveSibling("deploy/payara-micro/boot.asadmin").toString(),
                "--deploy",
                target.resolve("torii.war").toString()),
            port,
            folder.resolve("payara.txt"));
    return new Contestant(Contestant.PAYARA, running, 0, true);
  }

  private Path newest(String prefix) throws IOException {
    try (Stream<Path> folders = Files.list(target)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith(prefix))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new IOException("no " + prefix + "* in " + target));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file, to.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
