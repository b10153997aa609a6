package io.torii.config;

import java.net.URLConnection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which type a file has, by the extensions of its name (mod_mime): TypesConfig with AddType on top,
 * and the JDK's own table where there is no TypesConfig.
 *
 * @param configured whether a TypesConfig is written
 * @param byExtension types by extension, in lower case and without the dot
 * @param handled extensions whose files httpd would run or change (AddHandler, AddOutputFilter)
 *     instead of showing what is in them
 */
public record MediaTypes(boolean configured, Map<String, String> byExtension, Set<String> handled) {

  public static final MediaTypes NONE = new MediaTypes(false, Map.of(), Set.of());

  /** A type that stands for a program: mod_php's, and those of other interpreters. */
  private static final String PROGRAM = "application/x-httpd-";

  public MediaTypes {
    byExtension = Map.copyOf(byExtension);
    handled = Set.copyOf(handled);
  }

  /** The type of a file; of several extensions that have one the last counts. */
  public Optional<String> of(String name) {
    String type = null;
    for (String extension : extensions(name)) {
      type = byExtension.getOrDefault(extension, type);
    }
    if (type == null && !configured) {
      type = URLConnection.getFileNameMap().getContentTypeFor(name.toLowerCase(Locale.ROOT));
    }
    return Optional.ofNullable(type);
  }

  /** Whether what is in a file is not what httpd would show of it: then it is not served. */
  public boolean isProgram(String name) {
    for (String extension : extensions(name)) {
      if (handled.contains(extension)
          || byExtension.getOrDefault(extension, "").startsWith(PROGRAM)) {
        return true;
      }
    }
    return false;
  }

  /** All of them, however many; what stands before the first dot is none. */
  private static String[] extensions(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? new String[0]
        : name.substring(dot + 1).toLowerCase(Locale.ROOT).split("\\.", -1);
  }
}
