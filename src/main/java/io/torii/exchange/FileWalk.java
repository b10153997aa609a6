package io.torii.exchange;

import io.torii.config.FileOptions;
import io.torii.config.FileSettings;
import io.torii.rule.Decision;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/**
 * Goes from the root to a file, folder by folder, and looks at each step as httpd's directory walk
 * does: symbolic links, files that would say more, rights.
 */
final class FileWalk {

  /**
   * Whether our own rights say nothing: httpd gives root's up before it serves, so a file must be
   * everybody's then; see {@link PublicFile}, too.
   */
  static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private static final String RIGHTS = "Look at the owner and the rights of the file.";

  private final FileSettings settings;

  FileWalk(FileSettings settings) {
    this.settings = settings;
  }

  /**
   * A file that may be served.
   *
   * @param link whether its own name is a symbolic link
   */
  record Found(Path path, boolean link, BasicFileAttributes attributes) {}

  /** Why a file is not served; the reason names no path, and the detail is for the log alone. */
  static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String remedy;
    private final String detail;

    Refused(int status, String code, String reason, String remedy) {
      this(status, code, reason, remedy, "");
    }

    Refused(int status, String code, String reason, String remedy, String detail) {
      super(reason, null, false, false);
      this.status = status;
      this.code = code;
      this.remedy = remedy;
      this.detail = detail;
    }

    int status() {
      return status;
    }

    String code() {
      return code;
    }

    String reason() {
      return String.valueOf(getMessage());
    }

    String remedy() {
      return remedy;
    }

    String detail() {
      return detail;
    }
  }

  /** Finds the file that a decision names. */
  Found find(Decision.File decision) throws Refused {
    String name = text(decision.name());
    List<String> names =
        List.of(name.substring(1).split("/", -1)).stream().filter(n -> !n.isEmpty()).toList();
    Path path = root();
    Found found = new Found(path, false, attributes(path));
    for (int i = 0; i < names.size(); i++) {
      if (!found.attributes().isDirectory()) {
        throw missing(); // what stands behind a file's name is no part of it
      }
      FileOptions options = decision.steps().get(i);
      overrides(path, options);
      path = child(path, names.get(i));
      found = step(path, options);
      rights(found);
    }
    return regular(found, name);
  }

  private Found regular(Found found, String name) throws Refused {
    if (found.attributes().isDirectory()) {
      throw new Refused(
          403, "AH01276", "it is a folder, and folders are not listed", "Ask for a file in it.");
    }
    if (name.endsWith("/")) {
      throw missing();
    }
    if (!found.attributes().isRegularFile()) {
      throw new Refused(403, "AH00038", "it is neither a file nor a folder", Decision.EXPLAIN);
    }
    if (!isSpelledSo(found.path())) {
      throw missing();
    }
    if (settings.types().isProgram(name.substring(name.lastIndexOf('/') + 1))) {
      throw new Refused(
          403,
          "",
          "the file is for a program to handle (AddHandler), which there is none for here",
          Decision.EXPLAIN);
    }
    return found;
  }

  /**
   * Where the disk takes other spellings for the same name (case, short names), rules for the one
   * would not hold for the other.
   */
  private static boolean isSpelledSo(Path path) {
    try {
      return path.toRealPath(LinkOption.NOFOLLOW_LINKS).equals(path);
    } catch (IOException e) {
      return false;
    }
  }

  /** From bytes to the name that they are in UTF-8; a name in no such bytes is no file's. */
  private static String text(String bytes) throws Refused {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
              .toString();
      // Elsewhere these separate folders and name drives and streams: nothing is to be read into.
      if (File.separatorChar != '/' && (text.indexOf('\\') >= 0 || text.indexOf(':') >= 0)) {
        throw missing();
      }
      return text;
    } catch (CharacterCodingException e) {
      throw missing();
    }
  }

  private static Path root() {
    return Path.of("/").toAbsolutePath();
  }

  private static Path child(Path folder, String name) throws Refused {
    try {
      Path child = folder.resolve(name);
      if (!folder.equals(child.getParent()) || !child.normalize().equals(child)) {
        throw missing();
      }
      return child;
    } catch (InvalidPathException e) {
      throw missing();
    }
  }

  private static Found step(Path path, FileOptions options) throws Refused {
    BasicFileAttributes own = attributes(path, LinkOption.NOFOLLOW_LINKS);
    if (!own.isSymbolicLink()) {
      return new Found(path, false, own);
    }
    try {
      boolean follow =
          options.followsOwnedLinks()
              ? Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path))
              : options.followsLinks();
      if (follow) {
        return new Found(path, true, kind(path));
      }
    } catch (IOException | UnsupportedOperationException e) {
      // as with httpd, a link that leads nowhere is refused like one that may not be followed
    }
    throw new Refused(
        403,
        "AH00037",
        "a symbolic link is not followed, or leads nowhere",
        "Options FollowSymLinks or SymLinksIfOwnerMatch of the <Directory> decides.");
  }

  private static BasicFileAttributes attributes(Path path, LinkOption... links) throws Refused {
    try {
      return kind(path, links);
    } catch (NoSuchFileException e) {
      throw missing();
    } catch (AccessDeniedException e) {
      throw denied("AH00035", "a folder on the way to the file cannot be searched");
    } catch (IOException e) {
      throw denied("AH00036", "the file cannot be looked at");
    }
  }

  private static BasicFileAttributes kind(Path path, LinkOption... links) throws IOException {
    return ROOT
        ? Files.readAttributes(path, PosixFileAttributes.class, links)
        : Files.readAttributes(path, BasicFileAttributes.class, links);
  }

  private static void rights(Found found) throws Refused {
    if (ROOT && found.attributes() instanceof PosixFileAttributes posix) {
      PosixFilePermission needed =
          posix.isDirectory()
              ? PosixFilePermission.OTHERS_EXECUTE
              : PosixFilePermission.OTHERS_READ;
      if (!posix.permissions().contains(needed)) {
        throw unreadable();
      }
    }
  }

  private void overrides(Path folder, FileOptions options) throws Refused {
    if (!options.allowsOverrides()) {
      return;
    }
    for (String name : settings.overrideNames()) {
      if (!Files.notExists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        throw new Refused(
            403,
            "AH00529",
            "whether this file may be had is not known here",
            Decision.EXPLAIN,
            folder.resolve(name)
                + " is not read, and might forbid it: write what it says into the <Directory>,"
                + " with AllowOverride None");
      }
    }
  }

  /** What could be read of it when it was opened. */
  static Refused unreadable() {
    return new Refused(
        403,
        "AH00132",
        "file permissions deny server access",
        RIGHTS,
        ROOT ? "a process of root's serves what everybody may read, in folders likewise" : "");
  }

  static Refused missing() {
    return new Refused(404, "AH00128", "there is no such file", "Look at the Alias of this path.");
  }

  private static Refused denied(String code, String reason) {
    return new Refused(403, code, reason, RIGHTS);
  }
}
