package io.torii.config.directives;

import static io.torii.config.directives.Definition.directive;

import io.torii.config.AuthConfig;
import io.torii.config.InvalidValueException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who may pass (mod_authz_core, mod_auth_basic). */
final class AccessDirectives {

  private AccessDirectives() {}

  static List<Definition> all() {
    return List.of(
        Definition.of(
            "Require",
            Context.ACCESS,
            Shape.text("[not] all|ip|host|local|user|group|valid-user|env|method|expr …"),
            "who may pass",
            AccessDirectives::require),
        directive(
            "AuthType",
            Context.SECTIONS,
            "Basic|None",
            "how clients say who they are",
            AccessDirectives::type),
        directive(
            "AuthName",
            Context.SECTIONS,
            "realm",
            "what the client's password dialog says",
            (s, b) ->
                b.authenticate(
                    new AuthConfig(
                        false, Optional.of(s.word(0)), Optional.empty(), Optional.empty()))),
        directive(
            "AuthUserFile",
            Context.SECTIONS,
            "file",
            "users and their passwords (bcrypt, apr1 or SHA)",
            AccessDirectives::users),
        directive(
            "AuthGroupFile",
            Context.SECTIONS,
            "file",
            "groups and their users",
            AccessDirectives::groups),
        directive(
            "AuthBasicProvider",
            Context.SECTIONS,
            "file",
            "where users are looked up",
            AccessDirectives::provider));
  }

  private static void require(Statement s, Block block) throws InvalidValueException {
    try {
      block.requirement().add(Requirements.parse(s));
    } catch (InvalidValueException e) {
      block.requirement().damage();
      throw e;
    }
  }

  private static void type(Statement s, Block block) throws InvalidValueException {
    if (s.word(0).equalsIgnoreCase("none")) {
      block.settings().auth = AuthConfig.NONE;
      return;
    }
    if (!s.word(0).equalsIgnoreCase("basic")) {
      throw new InvalidValueException(
          "AuthType \""
              + s.word(0)
              + "\" is not understood: write AuthType Basic with AuthUserFile, and serve it over"
              + " TLS.");
    }
    block.authenticate(new AuthConfig(true, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static void users(Statement s, Block block) throws InvalidValueException {
    Optional<Path> file = Optional.of(s.file(0));
    block.authenticate(new AuthConfig(false, Optional.empty(), file, Optional.empty()));
  }

  private static void groups(Statement s, Block block) throws InvalidValueException {
    Optional<Path> file = Optional.of(s.file(0));
    block.authenticate(new AuthConfig(false, Optional.empty(), Optional.empty(), file));
  }

  private static void provider(Statement s, Block block) throws InvalidValueException {
    if (!s.word(0).equalsIgnoreCase("file")) {
      throw new InvalidValueException(
          "AuthBasicProvider \""
              + s.word(0)
              + "\" is not understood: users come from an AuthUserFile; write AuthBasicProvider"
              + " file.");
    }
  }
}
