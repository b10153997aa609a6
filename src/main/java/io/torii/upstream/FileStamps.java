package io.torii.upstream;

import io.torii.config.ProxyTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** How the files of a set of SSLProxy directives look, to find out whether they have changed. */
record FileStamps(String authorities, String machine) {

  static FileStamps of(ProxyTls settings) {
    return new FileStamps(stamp(settings.caFile()), stamp(settings.machineCertificate()));
  }

  private static String stamp(Optional<Path> file) {
    if (file.isEmpty()) {
      return "";
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(file.get(), BasicFileAttributes.class);
      return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    } catch (IOException e) {
      return "unreadable";
    }
  }
}
