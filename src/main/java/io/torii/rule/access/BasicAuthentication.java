package io.torii.rule.access;

import io.torii.config.AuthConfig;
import io.torii.rule.Request;
import io.torii.rule.access.PasswordFile.Entry;
import io.torii.rule.condition.Notices;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;

/** Finds out who somebody is (mod_auth_basic with mod_authn_file; RFC 7617). */
final class BasicAuthentication {

  /** Of a Require that needs to know who it is, where nothing says how to find out. */
  static final String NOT_CONFIGURED = "AH00027";

  /** What came out. */
  sealed interface Outcome {

    /**
     * The password is right.
     *
     * @param user as a person writes it
     */
    record Known(String user) implements Outcome {}

    /** The client may try again. */
    record Unknown(String code, String reason) implements Outcome {}

    /** Nobody can get in before the configuration is put right. */
    record Broken(String code, String reason, String remedy) implements Outcome {}
  }

  private final FileCache<PasswordFile> files;
  private final VerifiedPasswords verified;
  private final Notices notices;

  BasicAuthentication(InstantSource clock, Notices notices) {
    this.files = new FileCache<>(clock, PasswordFile::parse);
    this.verified = new VerifiedPasswords(clock);
    this.notices = notices;
  }

  /** In the order of httpd's own checks, so that the same mistake is named first. */
  Outcome authenticate(AuthConfig auth, Request request) {
    String path = request.path();
    if (!auth.basic()) {
      return new Outcome.Broken(
          NOT_CONFIGURED,
          "No authentication done but request not allowed without authentication for "
              + path
              + ". Authentication not configured?",
          "Write AuthType Basic, AuthName and AuthUserFile beside that Require.");
    }
    if (auth.realm().isEmpty()) {
      return new Outcome.Broken(
          "AH01615", "need AuthName: " + path, "Write AuthName beside AuthType Basic.");
    }
    String header = request.headers().joined("Authorization").orElse(null);
    if (header == null) {
      return new Outcome.Unknown("", "no credentials were sent for " + path);
    }
    if (!BasicCredentials.isBasic(header)) {
      return new Outcome.Unknown("AH01614", "client used wrong authentication scheme: " + path);
    }
    BasicCredentials credentials = BasicCredentials.parse(header).orElse(null);
    if (credentials == null) {
      return new Outcome.Unknown("", "the Basic credentials are malformed: " + path);
    }
    Path file = auth.userFile().orElse(null);
    if (file == null) {
      return new Outcome.Broken(
          "AH01619",
          "AuthUserFile not specified in the configuration",
          "Write AuthUserFile with the path of a file that htpasswd has made.");
    }
    return verify(file, credentials, path);
  }

  private Outcome verify(Path file, BasicCredentials credentials, String path) {
    String user = credentials.displayName();
    Entry entry;
    try {
      entry = files.get(file).entry(credentials.user()).orElse(null);
    } catch (IOException e) {
      return new Outcome.Broken(
          "AH01620",
          "Could not open password file: " + file,
          "Check that AuthUserFile is right and that the server may read the file.");
    }
    if (entry == null) {
      return new Outcome.Unknown("AH01618", "user " + user + " not found: " + path);
    }
    if (!matches(file, entry, credentials)) {
      return new Outcome.Unknown(
          "AH01617",
          "user " + user + ": authentication failure for \"" + path + "\": Password Mismatch");
    }
    return new Outcome.Known(user);
  }

  private boolean matches(Path file, Entry entry, BasicCredentials credentials) {
    PasswordHash kind = PasswordHash.of(entry.hash());
    byte[] password = credentials.passwordBytes();
    if (kind == PasswordHash.UNSUPPORTED) {
      notices.warn(
          "",
          file
              + ":"
              + entry.line()
              + ": a crypt or plain-text password is not supported: set it anew with htpasswd -B");
      return false;
    }
    try {
      if (!kind.slow()) {
        return kind.matches(entry.hash(), password);
      }
      ByteBuffer key = verified.key(credentials.user(), password, entry.hash());
      if (verified.contains(key)) {
        return true;
      }
      boolean right = kind.matches(entry.hash(), password);
      if (right) {
        verified.add(key);
      }
      return right;
    } catch (RuntimeException e) {
      // Both libraries throw what they like when a hash is cut off or garbled.
      notices.warn(
          "",
          file
              + ":"
              + entry.line()
              + ": the password hash is malformed: set it anew with htpasswd -B");
      return false;
    }
  }
}
