package io.torii.upstream;

import java.util.Iterator;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.ProtocolException;

/** How long a body is (RFC 9112 §6.3). */
final class BodyLengths {

  /** Of a request, by the one framing field that we have written ourselves. */
  static final ContentLengthStrategy OUTGOING = BodyLengths::outgoing;

  /** Of a response: chunked if that is the last coding, else by length, else up to the end. */
  static final ContentLengthStrategy INCOMING = BodyLengths::incoming;

  private BodyLengths() {}

  private static long outgoing(HttpMessage message) {
    Header length = message.getFirstHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return Long.parseLong(length.getValue());
    }
    return message.containsHeader(HttpHeaders.TRANSFER_ENCODING)
        ? ContentLengthStrategy.CHUNKED
        : ContentLengthStrategy.UNDEFINED;
  }

  private static long incoming(HttpMessage message) throws HttpException {
    String coding = null;
    Iterator<Header> codings = message.headerIterator(HttpHeaders.TRANSFER_ENCODING);
    while (codings.hasNext()) {
      coding = codings.next().getValue();
    }
    if (coding != null) {
      String last = coding.substring(coding.lastIndexOf(',') + 1).strip();
      return last.equalsIgnoreCase("chunked")
          ? ContentLengthStrategy.CHUNKED
          : ContentLengthStrategy.UNDEFINED;
    }
    long length = ContentLengthStrategy.UNDEFINED;
    Iterator<Header> lengths = message.headerIterator(HttpHeaders.CONTENT_LENGTH);
    while (lengths.hasNext()) {
      long one = number(lengths.next().getValue());
      if (length != ContentLengthStrategy.UNDEFINED && one != length) {
        throw new ProtocolException("header: Content-Length is given twice and differs");
      }
      length = one;
    }
    return length;
  }

  private static long number(String value) throws ProtocolException {
    String digits = value.strip();
    if (digits.isEmpty()
        || digits.length() > 18
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new ProtocolException("header: Content-Length is not a number: " + value);
    }
    return Long.parseLong(digits);
  }
}
