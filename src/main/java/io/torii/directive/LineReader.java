package io.torii.directive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file as logical lines. A backslash at the very end of a line joins the next one to it, in
 * comments too; {@code \r\n} ends a line as {@code \n} does.
 */
final class LineReader implements Closeable {

  /** httpd's limit of a line, VARBUF_MAX_LEN. */
  static final int LONGEST_LINE = 16 * 1024 * 1024;

  private final InputStream in;
  private final String source;
  private final Problems problems;
  private final int longest;
  private byte[] buffer = new byte[256];
  private int length;
  private int physicalLine;
  private boolean ended;

  LineReader(InputStream in, String source, Problems problems) {
    this(in, source, problems, LONGEST_LINE);
  }

  LineReader(InputStream in, String source, Problems problems, int longest) {
    this.in = in;
    this.source = source;
    this.problems = problems;
    this.longest = longest;
  }

  /** The next line that says something, or null at the end of the file or where it must end. */
  @Nullable LogicalLine next() throws IOException {
    while (!ended) {
      Origin origin = new Origin(source, physicalLine + 1);
      if (!readJoined(origin)) {
        return null;
      }
      String text = Words.trim(decode(origin));
      if (!text.isEmpty() && text.charAt(0) != '#') {
        return new LogicalLine(text, origin);
      }
    }
    return null;
  }

  /** Fills the buffer with a line and its continuations; false if nothing more can be read. */
  private boolean readJoined(Origin origin) throws IOException {
    length = 0;
    do {
      physicalLine++;
      if (!readPhysical(origin)) {
        return false;
      }
    } while (!ended && dropContinuation());
    return true;
  }

  /** Appends up to and including the line feed; false if the file can't be a directive file. */
  private boolean readPhysical(Origin origin) throws IOException {
    int c;
    while ((c = in.read()) >= 0) {
      if (c == 0) {
        ended = true;
        problems.error(
            new Origin(source, physicalLine),
            "A NUL byte: this is no text file, or it is in UTF-16; save it as UTF-8. Nothing from"
                + " here on is read");
        return false;
      }
      if (length == longest) {
        ended = true;
        problems.error(
            origin,
            "Line too long: it has more than " + longest + " bytes. Nothing from here on is read");
        return false;
      }
      append(c);
      if (c == '\n') {
        return true;
      }
    }
    ended = true;
    return true;
  }

  private void append(int c) {
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * length);
    }
    buffer[length++] = (byte) c;
  }

  /** Removes {@code \} and the line end behind it, if the buffer ends so. */
  private boolean dropContinuation() {
    int end = length - 1;
    if (end > 0 && buffer[end - 1] == '\r') {
      end--;
    }
    if (end == 0 || buffer[end - 1] != '\\') {
      return false;
    }
    length = end - 1;
    return true;
  }

  private String decode(Origin origin) {
    int from = origin.line() == 1 && startsWithByteOrderMark() ? 3 : 0;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(buffer, from, length - from))
          .toString();
    } catch (CharacterCodingException e) {
      String latin = new String(buffer, from, length - from, StandardCharsets.ISO_8859_1);
      if (!Words.trim(latin).startsWith("#")) {
        problems.warn(
            origin, "The line is not UTF-8 and is read as ISO-8859-1; save the file as UTF-8");
      }
      return latin;
    }
  }

  private boolean startsWithByteOrderMark() {
    return length >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
