package io.torii.upstream;

import io.torii.config.ServerSettings.BadHeader;
import io.torii.exchange.Failure.Kind;
import io.torii.http.FieldSyntax;
import io.torii.http.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a response (RFC 9112 §4 and §5), byte by byte as a proxy must: names and values
 * keep their spelling, their order and their repetitions.
 *
 * <p>Strict where a guess could be abused: the status line has to be one (nothing is taken for
 * HTTP/0.9, as httpd would), a name must be a token, and no value carries a control character on.
 * Lenient where RFC 9112 asks for it: a bare LF ends a line (§2.2), blanks before the colon go
 * (§5.1), folded lines are joined by one space (§5.2).
 */
final class HeadReader {

  /**
   * Most bytes of a head, unless its lines may be so long that it takes more. httpd has no limit
   * here. A servlet container has: it answers 500 by itself to what it cannot send, and nobody
   * learns why. What {@code standalone.HeadSizes} and {@code deploy/tomcat} set aside has room for
   * this and for what we add.
   */
  private static final int USUAL_HEAD = 32 * 1024;

  private static final byte[] VERSION = {'H', 'T', 'T', 'P', '/', '1', '.'};

  private final InputBuffer in;
  private final String member;
  private final int lineLimit;
  private final long headLimit;
  private final BadHeader policy;
  private int start;
  private int end;
  private int total;
  private boolean begun;

  /**
   * A reader for the responses to one request.
   *
   * @param member names the member in messages
   * @param lineLimit {@code responsefieldsize}: the longest line, folded lines counted as one
   */
  HeadReader(InputBuffer in, String member, int lineLimit, BadHeader policy) {
    this.in = in;
    this.member = member;
    this.lineLimit = lineLimit;
    this.headLimit = Math.max(USUAL_HEAD, 2L * lineLimit);
    this.policy = policy;
  }

  /** True if a byte of the head that is being read has come. */
  boolean begun() {
    return begun;
  }

  /**
   * Waits for a head.
   *
   * @throws ExchangeFailed if it is none, or the member closes the connection
   * @throws IOException if the connection breaks or the member is late
   */
  ResponseHead read() throws IOException {
    begun = in.hasBytes();
    total = 0;
    line(true);
    if (start == end) {
      line(true); // an empty line in front, as some servers leave one behind a body; httpd skips it
    }
    byte[] b = in.bytes();
    if (!isStatusLine(b)) {
      throw notHttp();
    }
    int minor = b[start + 7] - '0';
    int status = (b[start + 9] - '0') * 100 + (b[start + 10] - '0') * 10 + (b[start + 11] - '0');
    String reason = end - start > 13 ? text(start + 13, end).strip() : "";
    return new ResponseHead(minor, status, reason, headers());
  }

  private boolean isStatusLine(byte[] b) {
    return end - start >= 12 && startsAsHttp(end - start) && validStatus(b);
  }

  private boolean validStatus(byte[] b) {
    return digit(b[start + 7])
        && b[start + 8] == ' '
        && b[start + 9] > '0'
        && b[start + 9] <= '9'
        && digit(b[start + 10])
        && digit(b[start + 11])
        && (end - start == 12 || b[start + 12] == ' ');
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  private boolean startsAsHttp(int length) {
    byte[] b = in.bytes();
    for (int i = 0; i < Math.min(length, VERSION.length); i++) {
      if (b[start + i] != VERSION[i]) {
        return false;
      }
    }
    return true;
  }

  private ExchangeFailed notHttp() {
    int shown = Math.min(Math.max(end - start, 0), 40);
    StringBuilder line = new StringBuilder(text(start, start + shown));
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) < ' ' || line.charAt(i) > '~') {
        line.setCharAt(i, '?');
      }
    }
    return new ExchangeFailed(
        Kind.BAD_STATUS_LINE, member + " sent a corrupt status line: \"" + line + "\"");
  }

  /**
   * Reads fields up to an empty line.
   *
   * @throws IOException as {@link #read}
   */
  Headers headers() throws IOException {
    Headers headers = new Headers();
    @Nullable String name = null;
    String value = "";
    while (true) {
      line(false);
      if (start == end) {
        break;
      }
      byte[] b = in.bytes();
      if (b[start] == ' ' || b[start] == '\t') {
        if (name != null) {
          value = unfold(value, name);
        }
        continue; // a continuation of a line that is ignored is ignored too
      }
      if (isStatusLine(b)) {
        continue; // a second status line within the head, which httpd tolerates
      }
      if (name != null) {
        headers.add(name, value);
      }
      int colon = colon(b);
      name = colon < 0 ? null : name(b, colon);
      @Nullable String content = name == null ? null : value(b, colon + 1, end);
      if (content == null) {
        name = null;
        if (malformed()) {
          break;
        }
      } else {
        value = content;
      }
    }
    if (name != null) {
      headers.add(name, value);
    }
    return headers;
  }

  /** True if the line that is none begins the body. */
  private boolean malformed() throws ExchangeFailed {
    if (policy == BadHeader.START_BODY) {
      in.position(start);
      return true;
    }
    if (policy == BadHeader.IS_ERROR) {
      throw new ExchangeFailed(Kind.BAD_HEADER, member + " sent a malformed header line");
    }
    return false;
  }

  private String unfold(String value, String name) throws ExchangeFailed {
    @Nullable String more = value(in.bytes(), start, end);
    if (more == null) {
      malformed();
      return value;
    }
    if (name.length() + value.length() + more.length() + 2 > lineLimit) {
      throw tooLong();
    }
    return value.isEmpty() ? more : value + ' ' + more;
  }

  private int colon(byte[] b) {
    for (int i = start; i < end; i++) {
      if (b[i] == ':') {
        return i;
      }
    }
    return -1;
  }

  private @Nullable String name(byte[] b, int colon) {
    int last = colon;
    while (last > start && (b[last - 1] == ' ' || b[last - 1] == '\t')) {
      last--;
    }
    for (int i = start; i < last; i++) {
      if (!FieldSyntax.tokenChar(b[i])) {
        return null;
      }
    }
    return last == start ? null : text(start, last);
  }

  /**
   * Without the blanks around it; null if it holds a control character (RFC 9110 §5.5). httpd, too,
   * passes none on; not every server that we run in sees to it.
   */
  private @Nullable String value(byte[] b, int from, int to) {
    while (from < to && (b[from] == ' ' || b[from] == '\t')) {
      from++;
    }
    while (to > from && (b[to - 1] == ' ' || b[to - 1] == '\t')) {
      to--;
    }
    for (int i = from; i < to; i++) {
      if ((b[i] >= 0 && b[i] < ' ' && b[i] != '\t') || b[i] == 0x7f) {
        return null;
      }
    }
    return text(from, to);
  }

  private String text(int from, int to) {
    return new String(in.bytes(), from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Finds the next line, from {@link #start} to {@link #end}, and moves behind it. */
  private void line(boolean status) throws IOException {
    int length = 0; // bytes looked at: the buffer may move while it fills
    while (true) {
      byte[] b = in.bytes();
      start = in.position();
      int limit = in.limit();
      for (int i = start + length; i < limit; i++) {
        if (b[i] == '\n') {
          end = i > start && b[i - 1] == '\r' ? i - 1 : i;
          in.position(i + 1);
          total += i + 1 - start;
          if (status && end > start && !startsAsHttp(end - start)) {
            throw notHttp(); // as it is called while its end has not come, however long it is
          }
          checkLength(end - start);
          return;
        }
      }
      length = limit - start;
      end = limit;
      if (status && !startsAsHttp(length) && !(length == 1 && in.bytes()[start] == '\r')) {
        throw notHttp();
      }
      checkLength(length - 1);
      if (!in.fill()) {
        throw closed();
      }
      begun = true;
    }
  }

  private void checkLength(int length) throws ExchangeFailed {
    if (length > lineLimit || total > headLimit) {
      throw tooLong();
    }
  }

  private ExchangeFailed tooLong() {
    return new ExchangeFailed(
        Kind.HEADER_TOO_LONG,
        total > headLimit
            ? member + " sent a head longer than " + headLimit + " bytes; see responsefieldsize="
            : member + " sent a header line longer than responsefieldsize=" + lineLimit);
  }

  private ExchangeFailed closed() {
    return new ExchangeFailed(
        Kind.NO_RESPONSE,
        begun
            ? member + " closed the connection within the head of its response"
            : member + " closed the connection without a response");
  }
}
