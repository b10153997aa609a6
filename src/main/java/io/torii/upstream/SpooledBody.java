package io.torii.upstream;

import io.torii.exchange.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A body of unknown length, taken in whole so that HTTP/1.0 can be told its length: up to 16 KiB in
 * memory, then in a temporary file, as httpd spools it.
 */
final class SpooledBody implements RequestBody, AutoCloseable {

  private static final int MEMORY = 16 * 1024;

  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable Path file;
  private long length;

  /**
   * Reads the body to its end.
   *
   * @throws IOException if the client or the disk fails
   */
  SpooledBody(RequestBody body) throws IOException {
    boolean complete = false;
    try (Spool spool = new Spool()) {
      body.writeTo(spool);
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void writeTo(OutputStream member) throws IOException {
    if (file == null) {
      memory.writeTo(member);
    } else {
      Files.copy(file, member);
    }
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  private final class Spool extends OutputStream {

    private OutputStream out = memory;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
      if (file == null && length + count > MEMORY) {
        Path spooled = Files.createTempFile("torii-body-", null);
        file = spooled;
        out = Files.newOutputStream(spooled);
        memory.writeTo(out);
        memory.reset();
      }
      out.write(from, offset, count);
      length += count;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
