package io.torii.config;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bearer token that a program shows to the manager (RFC 6750). Only its digest is known here, and
 * that is never shown: {@link #toString} has none.
 *
 * @param name whom it stands for, as a user name would
 * @param role what it allows
 * @param digest the SHA-256 of its bytes, 64 hexadecimal digits in lower case
 */
public record ManagerToken(String name, Role role, String digest) {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9._@-]{1,64}):(operator|reader):([0-9A-Fa-f]{64})");

  /** What somebody may do in the manager. */
  public enum Role {
    /** Looks and changes. */
    OPERATOR,
    /** Looks only. */
    READER
  }

  /** Whether a digest is this token's; takes as long for a wrong one as for the right one. */
  public boolean matches(byte[] sha256) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(digest), sha256);
  }

  /**
   * The tokens of {@code torii.manager.tokens}: {@code NAME:ROLE:DIGEST}, comma-separated.
   *
   * @throws InvalidValueException counting to the entry that is wrong; its text may be a secret
   */
  public static List<ManagerToken> list(String text) throws InvalidValueException {
    List<ManagerToken> tokens = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      Matcher matcher = FORM.matcher(entry.strip());
      String which = "entry " + (tokens.size() + 1);
      if (!matcher.matches()) {
        throw new InvalidValueException(
            which
                + " is not NAME:operator:DIGEST or NAME:reader:DIGEST, where DIGEST is the SHA-256"
                + " of the token in 64 hexadecimal digits and NAME of letters, digits, . _ @ -");
      }
      String digest = matcher.group(3).toLowerCase(Locale.ROOT);
      if (tokens.stream().anyMatch(token -> token.digest.equals(digest))) {
        throw new InvalidValueException(which + " is a token that stands before it already.");
      }
      Role role = Role.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
      tokens.add(new ManagerToken(matcher.group(1), role, digest));
    }
    return tokens;
  }

  @Override
  public String toString() {
    return name + ":" + role;
  }
}
