package io.torii.upstream;

import io.torii.http.Headers;

/**
 * The head of a response.
 *
 * @param minor the version after {@code HTTP/1.}
 * @param status 100 to 999
 * @param reason the reason phrase, may be empty
 */
record ResponseHead(int minor, int status, String reason, Headers headers) {

  /** A 1xx response other than 101: the final one is still to come. */
  boolean interim() {
    return status < 200 && status != 101;
  }
}
