package io.torii.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes down who has changed what, before the change is answered: unlike a line about a request,
 * none may be missing after a crash. Opened for each line, so that it may be renamed at any time.
 */
final class AuditFile {

  private AuditFile() {}

  /**
   * Appends a line; it is on the disk when this returns.
   *
   * @param line without its line end
   * @throws IOException if it is not
   */
  static void append(Path file, String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
  }
}
