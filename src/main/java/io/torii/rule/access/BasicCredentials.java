package io.torii.rule.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;

/**
 * User and password of an Authorization field (RFC 7617 §2).
 *
 * @param user each byte as one character, as the password file has it
 * @param password likewise
 */
record BasicCredentials(String user, String password) {

  private static final String SCHEME = "Basic";

  /** Whether the field is of the Basic scheme at all. */
  static boolean isBasic(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && authorization.length() > SCHEME.length()
        && authorization.charAt(SCHEME.length()) == ' ';
  }

  /** Empty if it is not valid Base64, has no colon, or has control characters in it. */
  static Optional<BasicCredentials> parse(String authorization) {
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    String text = new String(decoded, ISO_8859_1);
    int colon = text.indexOf(':');
    if (colon < 0 || text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      return Optional.empty();
    }
    return Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
  }

  /** The password as it was sent, in whatever charset. */
  byte[] passwordBytes() {
    return password.getBytes(ISO_8859_1);
  }

  /** The user's name as a person would write it: UTF-8 where that is possible. */
  String displayName() {
    byte[] bytes = user.getBytes(ISO_8859_1);
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return user;
    }
  }
}
