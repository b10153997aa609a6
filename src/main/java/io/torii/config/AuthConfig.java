package io.torii.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Basic authentication (RFC 7617): AuthType, AuthName, AuthUserFile, AuthGroupFile. Each may come
 * from another section.
 *
 * @param basic whether {@code AuthType Basic} is written
 * @param realm AuthName
 * @param userFile lines {@code user:hash}; bcrypt, apr1 and SHA-1 hashes
 * @param groupFile lines {@code group: user user}
 */
public record AuthConfig(
    boolean basic, Optional<String> realm, Optional<Path> userFile, Optional<Path> groupFile) {

  public static final AuthConfig NONE =
      new AuthConfig(false, Optional.empty(), Optional.empty(), Optional.empty());

  /** This, with what {@code over} writes replacing it. */
  public AuthConfig merge(AuthConfig over) {
    return new AuthConfig(
        basic || over.basic,
        over.realm.or(() -> realm),
        over.userFile.or(() -> userFile),
        over.groupFile.or(() -> groupFile));
  }
}
