package io.torii.exchange;

import io.torii.http.Headers;
import io.torii.rule.Request;

/**
 * How many bytes a head takes in HTTP/1.1 form. The container has parsed or will write it, so
 * {@code %I} and {@code %O} count the form that we see: exact for the fields, without what the
 * container adds.
 */
final class HeadSize {

  /** {@code HTTP/1.1 200} and both line ends. */
  private static final int STATUS_LINE = 12 + 2 + 2;

  private HeadSize() {}

  static long ofRequest(Request request) {
    long line =
        (long) request.method().length() + request.target().length() + request.protocol().length();
    return line + 2 + 2 + 2 + fields(request.headers());
  }

  static long ofResponse(Headers headers) {
    return STATUS_LINE + fields(headers);
  }

  private static long fields(Headers headers) {
    long sum = 0;
    for (Headers.Field field : headers) {
      sum += (long) field.name().length() + field.value().length() + 4;
    }
    return sum;
  }
}
