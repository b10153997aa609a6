package io.torii.config.members;

import io.torii.config.InvalidValueException;
import io.torii.config.MemberUrl;

/** Reads a member's URL. */
public final class MemberUrlParser {

  private MemberUrlParser() {}

  /**
   * Reads an absolute URL of an HTTP server into its canonical form.
   *
   * @throws InvalidValueException if it is no URL that a request can be sent to; the message is a
   *     whole sentence
   */
  public static MemberUrl parse(String text) throws InvalidValueException {
    throw new InvalidValueException(text);
  }
}
