package io.torii.config.directives;

import io.torii.config.AliasRule;
import io.torii.config.DirectorySection;
import io.torii.config.FileSettings;
import io.torii.config.MediaTypes;
import io.torii.config.Section;
import io.torii.directive.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a server says about files, while it is read. */
final class FileDraft {

  final List<AliasRule> aliases = new ArrayList<>();
  final List<DirectorySection> directories = new ArrayList<>();
  final List<Section> files = new ArrayList<>();
  final List<String> overrideNames = new ArrayList<>();

  /** AddType, by extension. */
  final Map<String, String> types = new HashMap<>();

  /** Extensions of AddHandler and AddOutputFilter. */
  final Set<String> handled = new HashSet<>();

  @Nullable NamedFile typesConfig;

  private @Nullable Map<String, String> read;

  /**
   * All of it with what it inherits: sections stand behind the main server's, of aliases the host's
   * own are tried first (mod_alias).
   *
   * @param main the main server's; itself for the main server
   */
  FileSettings finish(FileDraft main, Problems problems) {
    Stream<FileDraft> chain = main == this ? Stream.of(this) : Stream.of(main, this);
    List<FileDraft> drafts = chain.toList();
    Map<String, String> byExtension = new HashMap<>();
    byExtension.putAll(main.read(problems));
    Set<String> programs = new HashSet<>();
    List<AliasRule> rules = new ArrayList<>();
    List<DirectorySection> sections = new ArrayList<>();
    List<Section> names = new ArrayList<>();
    List<String> overrides = List.of(".htaccess");
    for (FileDraft draft : drafts) {
      byExtension.putAll(draft.types);
      programs.addAll(draft.handled);
      rules.addAll(0, draft.aliases);
      sections.addAll(draft.directories);
      names.addAll(draft.files);
      overrides = draft.overrideNames.isEmpty() ? overrides : draft.overrideNames;
    }
    sections.sort(Comparator.comparingInt(DirectorySection::depth));
    return new FileSettings(
        rules,
        sections,
        names,
        new MediaTypes(main.typesConfig != null, byExtension, programs),
        overrides);
  }

  /** TypesConfig, which is read once for all hosts. */
  private Map<String, String> read(Problems problems) {
    if (read == null) {
      read = typesConfig == null ? Map.of() : read(typesConfig, problems);
    }
    return read;
  }

  /** Lines of a type and its extensions. That a file is not there is said elsewhere. */
  private static Map<String, String> read(NamedFile file, Problems problems) {
    Map<String, String> types = new HashMap<>();
    if (!Files.isReadable(file.path())) {
      return types;
    }
    try {
      for (String line : Files.readAllLines(file.path(), StandardCharsets.ISO_8859_1)) {
        String[] words = line.strip().split("\\s+", -1);
        for (int i = 1; i < words.length && !words[0].startsWith("#"); i++) {
          types.put(words[i].toLowerCase(Locale.ROOT), words[0]);
        }
      }
    } catch (IOException e) {
      problems.error(
          file.origin(), "TypesConfig " + file.path() + " cannot be read: " + e.getMessage() + ".");
    }
    return types;
  }
}
