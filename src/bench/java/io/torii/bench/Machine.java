package io.torii.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the figures were measured on and with. */
final class Machine {

  private static final long KIB_PER_GIB = 1L << 20;

  private Machine() {}

  static String describe(JavaHome... javas) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d cores of %s, %d GiB, Linux %s, %s open files for a process.\n"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                line(Path.of("/proc/cpuinfo"), "model name"),
                Long.parseLong(line(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""))
                    / KIB_PER_GIB,
                System.getProperty("os.version"),
                openFiles()));
    for (JavaHome java : javas) {
      text.append("Java %d: %s.\n".formatted(java.feature(), java.version()));
    }
    text.append(said("Apache/\\S+", "/usr/sbin/apache2", "-v"))
        .append(", ")
        .append(said("nginx/\\S+", "nginx", "-v"))
        .append(", HAProxy ")
        .append(said("\\d+\\.\\d+\\.\\d+", "haproxy", "-v"))
        .append(", wrk ")
        .append(said("debian/\\S+|\\d+\\.\\d+\\S*", "wrk", "-v"))
        .append(".\n");
    return text.toString();
  }

  /** The limit that the contestants inherit. */
  static long openFiles() throws IOException {
    String line = line(Path.of("/proc/self/limits"), "Max open files");
    // Java raises the soft limit to the hard one, for itself and what it starts.
    String[] values = line.strip().split("\\s+", -1);
    return values[1].equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(values[1]);
  }

  private static String line(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).replaceFirst("^\\s*:", "").strip())
        .findFirst()
        .orElse("?");
  }

  private static String said(String pattern, String... command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    var matcher = Pattern.compile(pattern).matcher(said);
    return Optional.of(matcher).filter(m -> m.find()).map(m -> m.group()).orElse("?");
  }
}
