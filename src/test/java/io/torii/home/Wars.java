package io.torii.home;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The archives that are deployed. */
public final class Wars {

  private static final String SOURCE = "META-INF/microprofile-config.properties";

  private Wars() {}

  /**
   * A WAR of ours, as it was built, with a configuration in it: a source of higher ordinal in a
   * library of its own.
   */
  public static Path configured(Path war, Map<String, String> properties) {
    try {
      Path copy = Folders.create("war").resolve("torii.war");
      Files.copy(war, copy, StandardCopyOption.REPLACE_EXISTING);
      try (FileSystem zip = FileSystems.newFileSystem(copy, Map.of("noCompression", true));
          ZipOutputStream library =
              new ZipOutputStream(
                  Files.newOutputStream(zip.getPath("WEB-INF/lib/configuration.jar")))) {
        library.putNextEntry(new ZipEntry(SOURCE));
        store(properties, library);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void store(Map<String, String> properties, OutputStream out) throws IOException {
    Properties source = new Properties();
    source.put("config_ordinal", "200");
    source.putAll(properties);
    source.store(out, null);
  }

  /** An application of one page, which says {@code here}. */
  public static Path empty() {
    try {
      Path war = Folders.create("war").resolve("empty.war");
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
        zip.putNextEntry(new ZipEntry("index.html"));
        zip.write("here".getBytes(StandardCharsets.US_ASCII));
        zip.putNextEntry(new ZipEntry("WEB-INF/jboss-web.xml"));
        zip.write(
            "<jboss-web><context-root>/</context-root></jboss-web>"
                .getBytes(StandardCharsets.US_ASCII));
      }
      return war;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
