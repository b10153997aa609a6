package io.torii.observe;

import io.torii.config.AccessLogConfig;
import io.torii.config.ErrorLogConfig;
import io.torii.config.ProxyConfig;
import io.torii.config.VirtualHost;
import io.torii.directive.Origin;
import io.torii.directive.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The log files of a configuration, all opened once before it is taken into use: as with httpd,
 * nobody shall find out by the first line that is lost.
 */
public final class LogFiles {

  private final Map<Path, Named> files = new LinkedHashMap<>();

  /**
   * Who names a file.
   *
   * @param what the AH code of a file that does not open, and the directive
   */
  private record Named(String what, Origin origin) {}

  private LogFiles() {}

  /**
   * Makes the files that are not there yet.
   *
   * @return those that cannot be opened, each at the directive that names it
   */
  public static List<Problem> open(ProxyConfig config) {
    LogFiles logs = new LogFiles();
    logs.add(config.main());
    config.hosts().forEach(logs::add);
    List<Problem> problems = new ArrayList<>();
    logs.files.forEach(
        (path, by) -> {
          try {
            open(path);
          } catch (IOException e) {
            String message =
                by.what()
                    + " "
                    + path
                    + " cannot be opened ("
                    + e
                    + "): check the path, the rights of the folder and the space left on it.";
            problems.add(new Problem(by.origin(), Problem.Severity.ERROR, message));
          }
        });
    return problems;
  }

  private void add(VirtualHost host) {
    for (AccessLogConfig log : host.server().accessLogs()) {
      files.putIfAbsent(Path.of(log.path()), new Named("AH00649: CustomLog", log.origin()));
    }
    host.server().errorLog().ifPresent(this::add);
  }

  private void add(ErrorLogConfig log) {
    files.putIfAbsent(Path.of(log.path()), new Named("AH00091: ErrorLog", log.origin()));
  }

  /** A pipe would wait for a reader here; a device needs no making. */
  private static void open(Path path) throws IOException {
    if (Files.isRegularFile(path) || !Files.exists(path)) {
      Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    }
  }
}
