package io.torii.rule.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.torii.config.AuthConfig;
import io.torii.rule.condition.Notices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/** Which groups a user belongs to (mod_authz_groupfile). */
final class Groups {

  private final FileCache<GroupFile> files;
  private final Notices notices;

  Groups(InstantSource clock, Notices notices) {
    this.files = new FileCache<>(clock, GroupFile::parse);
    this.notices = notices;
  }

  /** None, and a notice, if there is no file or it can't be read: nobody gets in by that. */
  Set<String> of(AuthConfig auth, String user) {
    Path file = auth.groupFile().orElse(null);
    if (file == null) {
      notices.warn(
          "AH01664",
          "No group file was specified in the configuration: name one with AuthGroupFile");
      return Set.of();
    }
    try {
      // The file's lines are kept byte by byte; see FileCache.
      String bytewise = new String(user.getBytes(UTF_8), ISO_8859_1);
      return files.get(file).groupsOf(bytewise).stream()
          .map(group -> new String(group.getBytes(ISO_8859_1), UTF_8))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      notices.warn("AH01665", "Could not open group file: " + file + " (" + e + ")");
      return Set.of();
    }
  }
}
