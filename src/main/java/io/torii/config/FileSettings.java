package io.torii.config;

import java.util.List;

/**
 * What a virtual host says about files, everything that it inherits included.
 *
 * @param aliases Alias and AliasMatch, in the order in which they are tried
 * @param directories Directory sections in the order in which they are laid over each other: those
 *     with fewer names in front of those with more, regular expressions last
 * @param files Files and FilesMatch outside of Directory sections, compared with a file's name
 * @param types which type a file has
 * @param overrideNames AccessFileName: the files in folders that would say more, were they read
 */
public record FileSettings(
    List<AliasRule> aliases,
    List<DirectorySection> directories,
    List<Section> files,
    MediaTypes types,
    List<String> overrideNames) {

  /** Nothing written. */
  public static final FileSettings NONE =
      new FileSettings(List.of(), List.of(), List.of(), MediaTypes.NONE, List.of(".htaccess"));

  public FileSettings {
    aliases = List.copyOf(aliases);
    directories = List.copyOf(directories);
    files = List.copyOf(files);
    overrideNames = List.copyOf(overrideNames);
  }
}
