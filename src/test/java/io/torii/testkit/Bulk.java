package io.torii.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A large body whose bytes depend on where they stand, so that none can be lost or moved. */
public final class Bulk extends InputStream {

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final long size;
  private long position;

  private Bulk(long size) {
    this.size = size;
  }

  public static InputStream of(long size) {
    return new Bulk(size);
  }

  /** The checksum of the whole. */
  public static String checksum(long size) {
    try (Checksum checksum = new Checksum()) {
      of(size).transferTo(checksum);
      return checksum.text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int read() {
    return position == size ? -1 : (int) ((++position * MIX) >>> 56);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int count = (int) Math.min(length, size - position);
    for (int i = 0; i < count; i++) {
      buffer[offset + i] = (byte) read();
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  /** Takes a body in and keeps nothing but its checksum. */
  public static final class Checksum extends DigestOutputStream {

    public Checksum() {
      super(OutputStream.nullOutputStream(), sha256());
    }

    public String text() {
      return HexFormat.of().formatHex(getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
