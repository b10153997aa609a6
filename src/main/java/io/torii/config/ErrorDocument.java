package io.torii.config;

/**
 * What is answered instead of the built-in page of a status.
 *
 * @param kind how {@code value} is meant
 * @param value the text, the path on this server, or the URL
 */
public record ErrorDocument(Kind kind, String value) {

  /** The three forms that httpd knows, and {@code default}. */
  public enum Kind {
    TEXT,
    LOCAL_PATH,
    EXTERNAL_URL,
    DEFAULT
  }
}
