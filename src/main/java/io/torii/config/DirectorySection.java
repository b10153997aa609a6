package io.torii.config;

import java.util.List;

/**
 * A Directory or DirectoryMatch: settings for files below folders.
 *
 * @param section compared with a folder's path, which ends with a slash: a literal or wildcards
 *     with the folder of as many names, a regular expression with the path of the file
 * @param files the Files and FilesMatch in it
 */
public record DirectorySection(Section section, List<Section> files) {

  public DirectorySection {
    files = List.copyOf(files);
  }

  /** How many names its path has: longer ones say more, and are laid over shorter ones. */
  public int depth() {
    if (section.match() instanceof Section.Match.Regex) {
      return Integer.MAX_VALUE;
    }
    String text =
        section.match() instanceof Section.Match.Prefix prefix
            ? prefix.text()
            : ((Section.Match.Glob) section.match()).text();
    return (int) text.chars().filter(c -> c == '/').count() - 1;
  }
}
