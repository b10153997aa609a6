package io.torii.bench;

import io.torii.testkit.ToriiProcess;
import io.torii.testkit.TunnelProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What stands behind every contestant: one nginx on three ports with files of fixed sizes, which
 * costs less than any proxy in front of it; and one Java process for what nginx cannot do.
 */
final class Members implements AutoCloseable {

  static final String SMALL = "/1k";
  static final String MEDIUM = "/100k";
  static final String LARGE = "/10m";

  /** Answers after one second. */
  static final String SLOW = "/slow/";

  /** Takes uploads, and gives {@code bytes/N}. */
  static final String BULK = "/bulk/";

  /** Another protocol is spoken there. */
  static final String TUNNEL = "/tunnel/";

  private final Running files;
  private final Running java;
  private final List<Integer> ports;
  private final int slow;
  private final int bulk;
  private final TunnelProcess tunnels;
  private final int tunnelPort;

  private Members(
      Running files, List<Integer> ports, Running java, int slow, int bulk, TunnelProcess tunnels)
      throws IOException {
    this.files = files;
    this.ports = ports;
    this.java = java;
    this.slow = slow;
    this.bulk = bulk;
    this.tunnels = tunnels;
    this.tunnelPort = Integer.parseInt(tunnels.said());
  }

  static Members start(Path folder, JavaHome home) throws IOException, InterruptedException {
    Path root = Files.createDirectories(folder.resolve("files"));
    file(root, SMALL, Load.KIB);
    file(root, MEDIUM, 100 * Load.KIB);
    file(root, LARGE, 10 * Load.MIB);
    List<Integer> ports = IntStream.range(0, 3).mapToObj(i -> ToriiProcess.freePort()).toList();
    String listen =
        ports.stream()
            .map("    listen 127.0.0.1:%d backlog=4096;\n"::formatted)
            .collect(Collectors.joining());
    Path config =
        Files.writeString(
            folder.resolve("members.conf"),
            Programs.NGINX_MAIN.formatted(folder, "members", 1)
                + """
                http {
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  keepalive_requests 1000000000;
                  keepalive_timeout 1h;
                  open_file_cache max=10;
                  default_type text/plain;
                  server {
                %s    root %s;
                  }
                }
                """
                    .formatted(listen, root));
    Running nginx =
        Running.start(
            new ProcessBuilder("nginx", "-c", config.toString(), "-p", folder.toString()),
            ports.get(2),
            folder.resolve("members.txt"));
    int slow = ToriiProcess.freePort();
    int bulk = ToriiProcess.freePort();
    Running java =
        Running.start(
            home.run(
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                SlowMember.class,
                Integer.toString(slow),
                Integer.toString(bulk)),
            slow,
            folder.resolve("slow.txt"));
    return new Members(nginx, ports, java, slow, bulk, TunnelProcess.member());
  }

  private static void file(Path root, String name, long size) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(root + name, "rw")) {
      byte[] piece = new byte[(int) Math.min(size, Load.MIB)];
      Arrays.fill(piece, (byte) 'x');
      for (long left = size; left > 0; left -= piece.length) {
        file.write(piece, 0, (int) Math.min(left, piece.length));
      }
    }
  }

  /** The three that serve files. */
  List<Integer> ports() {
    return ports;
  }

  int slow() {
    return slow;
  }

  int bulk() {
    return bulk;
  }

  /** Switches to an echo. */
  int tunnels() {
    return tunnelPort;
  }

  @Override
  public void close() {
    tunnels.close();
    java.close();
    files.close();
  }
}
