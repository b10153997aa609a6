package io.torii.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The guide's listings, with nothing changed but addresses, ports and paths. */
public final class Guide {

  private Guide() {}

  /**
   * Writes a listing into a folder.
   *
   * @param members what stands for 192.168.1.10, .11 and .12, as {@code host:port}
   */
  public static Path listing(String name, Path folder, int port, List<String> members)
      throws IOException {
    String text =
        Files.readString(Path.of("src/test/resources/guide", name), StandardCharsets.UTF_8)
            .replace("*:80>", "*:" + port + ">")
            .replace("*:443>", "*:" + port + ">")
            .replace("${APACHE_LOG_DIR}", folder.toString())
            .replace("/etc/ssl/certs", folder.toString())
            .replace("/etc/ssl/private", folder.toString())
            .replace("192.168.1.0/24", "127.0.0.1/32")
            .replace(":8080/app", "/app");
    for (int i = 0; i < members.size(); i++) {
      text = text.replace("192.168.1.1" + i, members.get(i));
    }
    Path file = folder.resolve(name);
    return Files.writeString(file, text);
  }
}
