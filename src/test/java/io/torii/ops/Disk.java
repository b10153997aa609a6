package io.torii.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The files that alias.conf serves, and those that it must not. */
final class Disk {

  /** A time whose tag and whose date the requests know. */
  private static final FileTime WRITTEN = FileTime.from(Instant.ofEpochSecond(1_000_000_000));

  private static final List<String> FILES =
      List.of(
          "open/plain.txt",
          "open/page.html",
          "open/none",
          "open/x.added",
          "open/x.html.txt",
          "open/x.program",
          "open/a b.txt",
          "open/\u00fc.txt",
          "open/secret.txt",
          "open/x.key",
          "open/.htpasswd",
          "open/unreadable.txt",
          "open/sub/inner.txt",
          "open/sub/.htaccess",
          "open/sub/denied/x.txt",
          "open/sub/denieder/x.txt",
          "open/wild-a/x.txt",
          "open/wild-a/deep/x.txt",
          "open/questioned/x.txt",
          "open/regex1/x.txt",
          "open/ended/x.txt",
          "open/named/x.txt",
          "open/shut/x.txt",
          "private/x.txt",
          "closed/x.txt",
          "outside/outside.txt",
          "nolinks/real.txt",
          "nolinks/again/real.txt",
          "owned/real.txt",
          "acme/.well-known/acme-challenge/qF7-3x_token");

  private Disk() {}

  /** Makes them in a folder. */
  static void in(Path folder) throws IOException {
    Path disk = folder.resolve("disk");
    for (String name : FILES) {
      Path file = disk.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "plain\n");
    }
    Files.createFile(disk.resolve("open/empty"));
    Files.writeString(
        disk.resolve("mime.types"),
        "# types\ntext/plain\t\ttxt text\ntext/html html\nx/no-extension\n");
    link(disk.resolve("open/link.txt"), "plain.txt");
    link(disk.resolve("open/dangling"), "nowhere");
    link(disk.resolve("open/out"), "../outside");
    link(disk.resolve("open/private.txt"), "../private/x.txt");
    link(disk.resolve("nolinks/link.txt"), "../open/plain.txt");
    link(disk.resolve("nolinks/folder"), "../open");
    link(disk.resolve("nolinks/dangling"), "nowhere");
    link(disk.resolve("nolinks/again/link.txt"), "../real.txt");
    link(disk.resolve("owned/link.txt"), "real.txt");
    try (Stream<Path> all = Files.walk(disk)) {
      for (Path path : all.filter(p -> !Files.isSymbolicLink(p)).toList()) {
        Files.setLastModifiedTime(path, WRITTEN);
      }
    }
    Files.setPosixFilePermissions(
        disk.resolve("open/unreadable.txt"), PosixFilePermissions.fromString("-w-------"));
    Files.setPosixFilePermissions(
        disk.resolve("open/shut"), PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(
        disk.resolve("private"), PosixFilePermissions.fromString("rwx------"));
  }

  private static void link(Path link, String target) throws IOException {
    Files.createSymbolicLink(link, Path.of(target));
  }
}
