package io.torii.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Debian's {@code apache2} as a child process: a main file of its own that loads the modules and
 * listens, and the file in question {@code Include}d as it is.
 */
public final class Apache implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/sbin/apache2"), Path.of("/usr/local/sbin/apache2"));

  private static final String LOAD = "LoadModule %s_module " + MODULES + "/mod_%1$s.so";

  /** What {@link #check} has beside the others. */
  private static final List<String> CHECKED = List.of("ssl", "socache_shmcb", "proxy_hcheck");

  private static final List<String> LOADED =
      List.of(
          "mpm_event",
          "authn_core",
          "authn_file",
          "authz_core",
          "authz_host",
          "authz_user",
          "authz_groupfile",
          "auth_basic",
          "alias",
          "rewrite",
          "env",
          "headers",
          "setenvif",
          "remoteip",
          "slotmem_shm",
          "proxy",
          "proxy_http",
          "proxy_balancer",
          "lbmethod_byrequests",
          "lbmethod_bytraffic",
          "lbmethod_bybusyness");

  private final Process process;
  private final Path folder;

  private Apache(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** The program, where it is installed together with its modules. */
  public static Optional<Path> program() {
    return Files.isDirectory(MODULES)
        ? PROGRAMS.stream().filter(Files::isExecutable).findFirst()
        : Optional.empty();
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param folder an empty one, for its files; everybody is allowed to read it
   * @param definitions lines for the main file, such as {@code Define PORT 1234}
   * @param site the file in question
   */
  public static Apache start(Path folder, int port, String definitions, Path site)
      throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path main = Files.writeString(folder.resolve("httpd.conf"), main(folder, root, port));
    Files.writeString(
        main,
        Files.readString(main) + definitions + "Include \"%s\"\n".formatted(site.toAbsolutePath()));
    ProcessBuilder command =
        new ProcessBuilder(
            program().orElseThrow().toString(), "-f", main.toString(), "-DFOREGROUND");
    command.redirectErrorStream(true).redirectOutput(folder.resolve("output.txt").toFile());
    command.environment().put("LC_ALL", "C");
    Apache apache = new Apache(command.start(), folder);
    return apache.awaitPort(port);
  }

  /**
   * What {@code apache2 -t} says of a file as it is.
   *
   * @param folder for what it would write
   * @param first directives that count as if they stood in front of the file
   */
  public static String check(Path folder, List<String> first, Path site)
      throws IOException, InterruptedException {
    List<String> directives =
        new ArrayList<>(
            List.of(
                "ServerRoot \"" + folder + '"',
                "DefaultRuntimeDir \"" + folder + '"',
                "ErrorLog \"" + folder + "/httpd.log\"",
                "ServerName localhost"));
    Stream.concat(LOADED.stream(), CHECKED.stream()).map(LOAD::formatted).forEach(directives::add);
    directives.addAll(first);
    List<String> command = new ArrayList<>(List.of(program().orElseThrow().toString(), "-t"));
    directives.forEach(line -> command.addAll(List.of("-C", line)));
    command.addAll(List.of("-f", site.toAbsolutePath().toString()));
    Process check = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    check.waitFor();
    return said;
  }

  private static String main(Path folder, Path root, int port) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("ServerRoot \"%s\"\n".formatted(folder))
        .append("DefaultRuntimeDir \"%s\"\n".formatted(folder))
        .append("PidFile \"%s/httpd.pid\"\n".formatted(folder))
        .append("DocumentRoot \"%s\"\n".formatted(root))
        .append("ErrorLog \"%s/httpd.log\"\n".formatted(folder))
        .append("Listen 127.0.0.1:%d\n".formatted(port));
    for (String module : LOADED) {
      text.append(LOAD.formatted(module)).append('\n');
    }
    if (Files.getOwner(folder).getName().equals("root")) { // it does not serve as root
      text.append("User www-data\nGroup www-data\n");
    }
    return text.append("StartServers 1\n").toString();
  }

  private Apache awaitPort(int port) {
    try {
      await()
          .atMost(START)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !process.isAlive() || accepts(port));
    } catch (ConditionTimeoutException e) {
      close();
      throw new IllegalStateException("apache2 does not listen: " + log(), e);
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("apache2 ended with " + process.exitValue() + ": " + log());
    }
    return this;
  }

  /** What it said: its output and the end of its error log. */
  public String log() {
    StringBuilder text = new StringBuilder();
    for (String name : List.of("output.txt", "httpd.log", "error.log")) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
          List<String> all = lines.toList();
          all.subList(Math.max(0, all.size() - 15), all.size())
              .forEach(line -> text.append(line).append('\n'));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return text.toString();
  }

  /** Stops it with its children. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
