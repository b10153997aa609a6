package io.torii.exchange;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens a file for a process of root's, which no rights keep from anything: httpd gives root's up
 * before it serves, so a file must be everybody's to read and its folders everybody's to search,
 * wherever symbolic links have led to. Each step is taken from the folder before it (POSIX openat),
 * so that nobody can put another file into the place of one that was looked at.
 */
final class PublicFile {

  private final Path real;

  private PublicFile(Path real) {
    this.real = real;
  }

  /**
   * Opens one.
   *
   * @throws AccessDeniedException if it is not everybody's to read
   * @throws IOException if it is not there
   */
  static SeekableByteChannel open(Path path) throws IOException {
    return new PublicFile(path.toRealPath()).open();
  }

  private SeekableByteChannel open() throws IOException {
    try (DirectoryStream<Path> root = Files.newDirectoryStream(real.getRoot())) {
      return below(searched(root), 0);
    }
  }

  private SeekableByteChannel below(SecureDirectoryStream<Path> folder, int depth)
      throws IOException {
    Path name = real.getName(depth);
    if (depth == real.getNameCount() - 1) {
      return file(folder, name);
    }
    try (DirectoryStream<Path> next = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      return below(searched(next), depth + 1);
    }
  }

  /** What is looked at before and behind the opening is one regular file. */
  private SeekableByteChannel file(SecureDirectoryStream<Path> folder, Path name)
      throws IOException {
    PosixFileAttributeView view =
        folder.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributes before = read(view);
    SeekableByteChannel content =
        folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    try {
      if (!Objects.equals(before.fileKey(), read(view).fileKey())) {
        throw denied();
      }
      return content;
    } catch (IOException | RuntimeException e) {
      content.close();
      throw e;
    }
  }

  private SecureDirectoryStream<Path> searched(DirectoryStream<Path> folder) throws IOException {
    if (folder instanceof SecureDirectoryStream<Path> secure
        && rights(secure.getFileAttributeView(PosixFileAttributeView.class))
            .permissions()
            .contains(PosixFilePermission.OTHERS_EXECUTE)) {
      return secure;
    }
    throw denied();
  }

  private PosixFileAttributes read(@Nullable PosixFileAttributeView view) throws IOException {
    PosixFileAttributes attributes = rights(view);
    if (!attributes.isRegularFile()
        || !attributes.permissions().contains(PosixFilePermission.OTHERS_READ)) {
      throw denied();
    }
    return attributes;
  }

  private PosixFileAttributes rights(@Nullable PosixFileAttributeView view) throws IOException {
    if (view == null) {
      throw denied();
    }
    return view.readAttributes();
  }

  private AccessDeniedException denied() {
    return new AccessDeniedException(real.toString());
  }
}
