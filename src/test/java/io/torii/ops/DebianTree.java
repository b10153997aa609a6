package io.torii.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A copy of Debian's installed {@code /etc/apache2}, with free ports and folders of its own. */
record DebianTree(Path place, Path folder, int port, int tlsPort) {

  private static final Path INSTALLED = Path.of("/etc/apache2");

  /** What a2enmod would enable for a reverse proxy with TLS. */
  private static final List<String> MODULES =
      List.of(
          "headers",
          "lbmethod_byrequests",
          "proxy",
          "proxy_balancer",
          "proxy_http",
          "rewrite",
          "slotmem_shm",
          "socache_shmcb",
          "ssl");

  static boolean installed() {
    return Files.isRegularFile(INSTALLED.resolve("apache2.conf"));
  }

  /** Copies the tree; only its ports, and where logs and sockets go, are others. */
  static DebianTree copy(Path into, int port, int tlsPort) throws IOException {
    Files.setPosixFilePermissions(into, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path folder = into.resolve("apache2");
    try (Stream<Path> all = Files.walk(INSTALLED)) {
      for (Path path : all.toList()) {
        Path target = folder.resolve(INSTALLED.relativize(path).toString());
        Files.copy(path, target, LinkOption.NOFOLLOW_LINKS);
      }
    }
    DebianTree tree = new DebianTree(into, folder, port, tlsPort);
    Files.createDirectory(into.resolve("log"));
    tree.edit("envvars", "/var/log/apache2", into.resolve("log").toString());
    tree.edit("envvars", "/var/run/apache2", into.toString());
    tree.edit("ports.conf", "Listen 80", "Listen 127.0.0.1:" + port);
    tree.edit("ports.conf", "Listen 443", "Listen 127.0.0.1:" + tlsPort);
    tree.edit("sites-available/000-default.conf", "*:80>", "*:" + port + ">");
    return tree;
  }

  Path main() {
    return folder.resolve("apache2.conf");
  }

  private void edit(String name, String text, String by) throws IOException {
    Path file = folder.resolve(name);
    String before = Files.readString(file, StandardCharsets.UTF_8);
    Files.writeString(file, before.replace(text, by), StandardCharsets.UTF_8);
  }

  /** As a2enmod does it. */
  void enableModules() throws IOException {
    for (String module : MODULES) {
      enable("mods", module + ".load");
      enable("mods", module + ".conf");
    }
  }

  /** Writes a site, and enables it as a2ensite does. */
  void site(String name, String text) throws IOException {
    Files.writeString(folder.resolve("sites-available").resolve(name), text);
    enable("sites", name);
  }

  private void enable(String kind, String name) throws IOException {
    Path link = folder.resolve(kind + "-enabled").resolve(name);
    if (Files.exists(folder.resolve(kind + "-available").resolve(name)) && !Files.exists(link)) {
      Files.createSymbolicLink(link, Path.of("..", kind + "-available", name));
    }
  }

  /** One of the guide's sites with a name of its own, as its listing has it but for addresses. */
  String guide(String listing, String name, List<String> members) throws IOException {
    String text =
        Files.readString(Path.of("src/test/resources/guide", listing), StandardCharsets.UTF_8)
            .replace("ServerName www.example.com", "ServerName " + name)
            .replace("*:80>", "*:" + port + ">")
            .replace("*:443>", "*:" + tlsPort + ">")
            .replace("/etc/ssl/certs", place.toString())
            .replace("/etc/ssl/private", place.toString())
            .replace("192.168.1.0/24", "127.0.0.1/32");
    for (int i = 0; i < members.size(); i++) {
      text = text.replace("192.168.1.1" + i, members.get(i));
    }
    return text;
  }

  /**
   * How many directives stand in the files that the main file reads, by nothing but their lines:
   * without comments, ends of sections and continued lines.
   */
  int directives() throws IOException {
    int count = 0;
    for (Path file : read()) {
      boolean continued = false;
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String text = line.strip();
        boolean counts = !text.isEmpty() && !text.startsWith("#") && !text.startsWith("</");
        count += counts && !continued ? 1 : 0;
        continued = counts && text.endsWith("\\");
      }
    }
    return count;
  }

  private List<Path> read() throws IOException {
    Stream.Builder<Path> files = Stream.builder();
    files.add(main()).add(folder.resolve("ports.conf"));
    for (String enabled : List.of("mods", "conf", "sites")) {
      try (Stream<Path> all = Files.list(folder.resolve(enabled + "-enabled"))) {
        all.filter(f -> f.toString().matches(".*\\.(conf|load)")).forEach(files::add);
      }
    }
    return files.build().toList();
  }
}
