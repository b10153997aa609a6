package io.torii.config;

import org.jspecify.annotations.Nullable;

/**
 * Options and AllowOverride, as far as they say which files may be served. A null is "not written
 * here".
 *
 * @param links FollowSymLinks (default on)
 * @param ownedLinks SymLinksIfOwnerMatch (default off); it counts more than the other
 * @param overrides whether AllowOverride lets a file in the folder ({@code .htaccess}) say more,
 *     which we do not read (default off)
 */
public record FileOptions(
    @Nullable Boolean links, @Nullable Boolean ownedLinks, @Nullable Boolean overrides) {

  /** Nothing written. */
  public static final FileOptions NONE = new FileOptions(null, null, null);

  /** These, with what {@code over} has written replacing them. */
  public FileOptions merge(FileOptions over) {
    return new FileOptions(
        over.links != null ? over.links : links,
        over.ownedLinks != null ? over.ownedLinks : ownedLinks,
        over.overrides != null ? over.overrides : overrides);
  }

  /** Whether symbolic links are followed that belong to the owner of what they lead to. */
  public boolean followsOwnedLinks() {
    return ownedLinks != null && ownedLinks;
  }

  /** Whether all other symbolic links are followed too. */
  public boolean followsLinks() {
    return (links == null || links) && !followsOwnedLinks();
  }

  public boolean allowsOverrides() {
    return overrides != null && overrides;
  }
}
