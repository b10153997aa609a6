package io.torii.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The directive file that httpd and Torii are given, and the certificate of everybody.
 *
 * @param file wants {@code PORT} and {@code SECURE} to be defined
 */
record Site(Path file, Path certificate, Path key) {

  private static final int CLEAR_PORT = 80;
  private static final int SECURE_PORT = 443;

  /** As an administrator writes it, but for the addresses; KeepAlive without its limit of 100. */
  private static final String TEXT =
      """
      Listen 127.0.0.1:${PORT}
      Listen 127.0.0.1:${SECURE}
      KeepAlive On
      MaxKeepAliveRequests 0
      KeepAliveTimeout 60
      ProxyTimeout 60

      <Proxy "balancer://members">
      %s    ProxySet lbmethod=byrequests stickysession=JSESSIONID|jsessionid
      </Proxy>

      <VirtualHost *:${PORT}>
          ServerName bench.example
      %s</VirtualHost>
      <VirtualHost *:${SECURE}>
          ServerName bench.example
          SSLEngine on
          SSLCertificateFile %s
          SSLCertificateKeyFile %s
      %3$s</VirtualHost>
      """;

  static Site write(Path folder, Members members) throws IOException, InterruptedException {
    Path certificate = folder.resolve("bench.pem");
    Path key = folder.resolve("bench.key");
    certificate(certificate, key);
    String all = "";
    for (int i = 0; i < members.ports().size(); i++) {
      all +=
          "    BalancerMember http://127.0.0.1:%d route=m%d\n".formatted(members.ports().get(i), i);
    }
    String rules =
        """
            ProxyPass %s http://127.0.0.1:%d/
            ProxyPass %s http://127.0.0.1:%d/
            ProxyPass %s http://127.0.0.1:%d/ upgrade=ANY timeout=600
            ProxyPass / balancer://members/
            ProxyPassReverse / balancer://members/
        """
            .formatted(
                Members.SLOW,
                members.slow(),
                Members.BULK,
                members.bulk(),
                Members.TUNNEL,
                members.tunnels());
    String text = TEXT.replace("%3$s", rules).formatted(all, rules, certificate, key);
    return new Site(Files.writeString(folder.resolve("bench.conf"), text), certificate, key);
  }

  /** The same with an access log. */
  Site logging(Path log) throws IOException {
    String text = Files.readString(file) + "CustomLog \"" + log + "\" combined\n";
    return new Site(Files.writeString(file.resolveSibling("logging.conf"), text), certificate, key);
  }

  /** The same file for a server that has ports of its own: those of the virtual hosts are fixed. */
  Path inContainer() throws IOException {
    String text =
        Files.readString(file)
            .lines()
            .filter(line -> !line.startsWith("Listen"))
            .collect(Collectors.joining("\n"))
            .replace("${PORT}", Integer.toString(CLEAR_PORT))
            .replace("${SECURE}", Integer.toString(SECURE_PORT));
    return Files.writeString(file.resolveSibling("container.conf"), text + "\n");
  }

  /** The value of {@code torii.ports} for {@link #inContainer}. */
  static String ports(int port) {
    return port + ":" + CLEAR_PORT;
  }

  private static void certificate(Path certificate, Path key)
      throws IOException, InterruptedException {
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=bench.example",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (openssl.waitFor() != 0) {
      throw new IOException(said);
    }
  }
}
