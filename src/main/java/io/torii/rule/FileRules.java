package io.torii.rule;

import io.torii.config.AliasRule;
import io.torii.config.DirectorySection;
import io.torii.config.FileOptions;
import io.torii.config.FileSettings;
import io.torii.config.RequestSettings;
import io.torii.config.Section;
import io.torii.config.Section.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A virtual host's Alias, Directory and Files: which file a path stands for, and what holds for it.
 * No disk is looked at. As in {@link CanonicalPath}, a character of a path is a byte.
 */
final class FileRules {

  private final RequestSettings base;
  private final FileSettings files;

  FileRules(RequestSettings base, FileSettings files) {
    this.base = base;
    this.files = files;
  }

  /**
   * A file that a path stands for.
   *
   * @param name absolute, without runs of slashes; a slash at its end stays
   * @param rule the Alias
   */
  record Mapped(String name, AliasRule rule) {

    /** What is not to be resolved: only an AliasMatch can make it, out of a harmless path. */
    boolean hasDotSegments() {
      return ("/" + name + "/").contains("/../") || ("/" + name + "/").contains("/./");
    }
  }

  /** The file of the first Alias that takes a path; null if none does. */
  @Nullable Mapped map(String path) {
    for (AliasRule rule : files.aliases()) {
      String target = target(rule, path);
      if (target != null) {
        return new Mapped(PathPrefix.mergeSlashes("/" + target), rule);
      }
    }
    return null;
  }

  private static @Nullable String target(AliasRule rule, String path) {
    String target = Bytes.of(rule.target());
    if (rule.pattern() != null) {
      Matcher matcher = PathSearch.find(rule.pattern(), path);
      return matcher == null
          ? null
          : Substitution.groups(target, matcher, UnaryOperator.identity());
    }
    String prefix = rule.prefix();
    int length = prefix == null ? 0 : PathPrefix.length(path, Bytes.of(prefix));
    return length == 0 ? null : target + path.substring(length);
  }

  /**
   * The settings for a file: the host's own, then its Directory sections from short to long, those
   * with regular expressions, the Files, and then its path's Locations (httpd's order).
   */
  MergedSettings merged(String name, List<Section> locations) {
    return MergedSettings.of(base, sections(name, locations));
  }

  /** The sections that hold for a file, in the order in which they are laid over each other. */
  List<Section> sections(String name, List<Section> locations) {
    List<Section> sections = new ArrayList<>();
    List<Section> named = new ArrayList<>(files.files());
    for (DirectorySection directory : files.directories()) {
      if (holds(directory, name)) {
        sections.add(directory.section());
        named.addAll(directory.files());
      }
    }
    String last = name.substring(name.lastIndexOf('/') + 1);
    for (Section file : named) {
      if (!last.isEmpty() && matches(file.match(), last)) {
        sections.add(file);
      }
    }
    sections.addAll(locations);
    return sections;
  }

  /**
   * The options of each folder on the way to a file, the root's first. As in httpd, they come from
   * sections without regular expressions.
   */
  List<FileOptions> steps(String name) {
    List<FileOptions> steps = new ArrayList<>();
    FileOptions options = base.files();
    int depth = 0;
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      String folder = name.substring(0, slash + 1);
      for (DirectorySection directory : files.directories()) {
        if (directory.depth() == depth && matches(directory.section().match(), folder)) {
          options = options.merge(directory.section().settings().files());
        }
      }
      steps.add(options);
      depth++;
    }
    return steps;
  }

  private static boolean holds(DirectorySection directory, String name) {
    Match match = directory.section().match();
    if (match instanceof Match.Regex regex) {
      return PathSearch.find(regex.pattern(), name) != null;
    }
    int end = -1;
    for (int i = 0; i <= directory.depth(); i++) {
      end = name.indexOf('/', end + 1);
      if (end < 0) {
        return false;
      }
    }
    return matches(match, name.substring(0, end + 1));
  }

  private static boolean matches(Match match, String text) {
    if (match instanceof Match.Prefix literal) {
      return text.equals(Bytes.of(literal.text()));
    }
    return match instanceof Match.Glob glob
        ? PathSearch.matches(glob.pattern(), text)
        : PathSearch.find(((Match.Regex) match).pattern(), text) != null;
  }
}
