package io.torii.upstream;

import io.torii.config.ServerSettings.BadHeader;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Parses the heads of responses: strictly for the status line, as ProxyBadHeader says for the rest.
 */
final class ResponseParsers implements HttpMessageParserFactory<ClassicHttpResponse> {

  /** Stands for a line that is no header and is to be left out. */
  static final Header IGNORED = new BasicHeader("-", "");

  private final BadHeader badHeader;

  ResponseParsers(BadHeader badHeader) {
    this.badHeader = badHeader;
  }

  @Override
  public HttpMessageParser<ClassicHttpResponse> create(Http1Config config) {
    return new DefaultHttpResponseParser(config, new Lines(), null);
  }

  /** What is wrong with a head: its status line, or a later line. */
  static final class BadLineException extends ParseException {

    private static final long serialVersionUID = 1L;
    private final boolean status;

    BadLineException(String message, boolean status) {
      super(message);
      this.status = status;
    }

    boolean inStatusLine() {
      return status;
    }
  }

  private final class Lines extends BasicLineParser {

    @Override
    public StatusLine parseStatusLine(CharArrayBuffer line) throws ParseException {
      StatusLine status;
      try {
        status = super.parseStatusLine(line);
      } catch (ParseException e) {
        throw new BadLineException("status line: " + start(line), true);
      }
      if (status.getProtocolVersion().getMajor() != HttpVersion.HTTP_1_1.getMajor()
          || status.getStatusCode() < 100) {
        throw new BadLineException("status line: " + start(line), true);
      }
      return status;
    }

    @Override
    public Header parseHeader(CharArrayBuffer line) throws ParseException {
      try {
        return super.parseHeader(line);
      } catch (ParseException e) {
        if (badHeader == BadHeader.IGNORE) {
          return IGNORED;
        }
        throw new BadLineException("header: " + start(line), false);
      }
    }

    private String start(CharArrayBuffer line) {
      return line.substring(0, Math.min(line.length(), 80));
    }
  }
}
