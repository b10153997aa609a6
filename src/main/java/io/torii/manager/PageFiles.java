package io.torii.manager;

import jakarta.ws.rs.core.EntityTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page's own files. They are in a package of the application and not in its document root: no
 * server's default servlet can hand them out around the front, and {@code java -jar}, which has no
 * document root, finds them in the same way.
 */
final class PageFiles {

  private static final String FOLDER = "page/";

  /** One folder deep, and nothing that a path could leave it with. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9]+)+");

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=UTF-8",
          "html", "text/html;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "svg", "image/svg+xml;charset=UTF-8",
          "txt", "text/plain;charset=UTF-8");

  private static final Map<String, PageFile> READ = new ConcurrentHashMap<>();

  private PageFiles() {}

  /**
   * A file as it is sent; all are text in UTF-8.
   *
   * @param type its media type
   * @param tag strong: made from the bytes
   */
  record PageFile(String text, String type, EntityTag tag) {

    static PageFile of(String text, String type) {
      return new PageFile(text, type, new EntityTag(digest(text)));
    }

    private static String digest(String text) {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }

  /**
   * The file of that name; empty if the page has none.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  static Optional<PageFile> find(String name) {
    PageFile known = READ.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    // Only what is there is kept: names that clients make up take no room.
    Optional<PageFile> file = read(name);
    file.ifPresent(found -> READ.put(name, found));
    return file;
  }

  private static Optional<PageFile> read(String name) {
    @Nullable String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        return Optional.empty();
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(PageFile.of(text, type));
    } catch (IOException e) {
      throw new UncheckedIOException("the page's file " + name, e);
    }
  }
}
