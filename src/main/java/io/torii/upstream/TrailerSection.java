package io.torii.upstream;

import io.torii.config.ServerSettings.BadHeader;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.Trailers;
import io.torii.http.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The fields behind a chunked body (RFC 9112 §7.1.2), kept until the empty line has come and then
 * read as those of a head are. What a malformed one means does not depend on ProxyBadHeader.
 */
final class TrailerSection {

  private static final int LEAST = 256;

  private byte[] bytes = new byte[LEAST];
  private int length;

  /** Takes one byte of a line, its end included; false if that is one too many. */
  boolean add(byte b) {
    if (length == Trailers.MOST_BYTES) {
      return false;
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(2 * length, Trailers.MOST_BYTES));
    }
    bytes[length++] = b;
    return true;
  }

  /**
   * The fields, without the empty line behind them.
   *
   * @throws ExchangeFailed if a line is no field, or there are too many
   */
  Headers fields(String member) throws IOException {
    byte[] section = Arrays.copyOf(bytes, length + 1);
    section[length] = '\n';
    InputBuffer in = new InputBuffer(new ByteArrayInputStream(section)::read, section.length);
    Headers fields = new HeadReader(in, member, Trailers.MOST_BYTES, BadHeader.IS_ERROR).headers();
    if (fields.size() > Trailers.MOST_FIELDS) {
      throw new ExchangeFailed(
          Kind.BAD_HEADER, member + " sent more than " + Trailers.MOST_FIELDS + " trailers");
    }
    return fields;
  }
}
