package io.torii.config.directives;

import static io.torii.config.directives.Definition.directive;
import static io.torii.config.directives.Definition.section;

import io.torii.config.Account.Place;
import io.torii.config.AliasRule;
import io.torii.config.DirectorySection;
import io.torii.config.FileOptions;
import io.torii.config.InvalidValueException;
import io.torii.config.Section;
import io.torii.config.directives.Definition.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Files that are served from disk (mod_alias), who may have them, and of which type they are. */
final class FileDirectives {

  private static final Set<String> OPTIONS =
      Set.of(
          "all",
          "none",
          "indexes",
          "includes",
          "includesnoexec",
          "execcgi",
          "multiviews",
          "followsymlinks",
          "symlinksifownermatch");

  /** Those that are done in full. */
  private static final Set<String> LINKS = Set.of("none", "followsymlinks", "symlinksifownermatch");

  private static final String PROGRAM = "has a program handle these files: Torii never serves them";

  private FileDirectives() {}

  static List<Definition> all() {
    return List.of(
        directive(
            "Alias",
            Context.SERVERS,
            "path file|folder",
            "serves files from disk, where no ProxyPass takes the path",
            FileDirectives::alias),
        directive(
            "AliasMatch",
            Context.SERVERS,
            "regex file",
            "serves files from disk by regular expression",
            FileDirectives::match),
        section(
                "Directory",
                Context.SERVERS,
                Shape.of("[~] folder"),
                "settings for files below folders; without a Require that grants, none is served",
                FileDirectives::directory)
            .in(Phase.ROUTE),
        section(
                "DirectoryMatch",
                Context.SERVERS,
                Shape.of("regex"),
                "settings for files below folders by regular expression",
                FileDirectives::directory)
            .in(Phase.ROUTE),
        section(
                "Files",
                Context.SERVERS_AND_DIRECTORY,
                Shape.of("[~] name"),
                "settings for files of a name",
                FileDirectives::files)
            .in(Phase.ROUTE),
        section(
                "FilesMatch",
                Context.SERVERS_AND_DIRECTORY,
                Shape.of("regex"),
                "settings for files whose names match a regular expression",
                FileDirectives::files)
            .in(Phase.ROUTE),
        directive(
            "Options",
            Context.ANYWHERE,
            "[+|-]option …",
            "which symbolic links to files are followed",
            FileDirectives::options),
        directive(
            "AllowOverride",
            Context.DIRECTORIES,
            "None|All|kind …",
            "None; where it is more, no file below an .htaccess is served, which is not read",
            FileDirectives::override),
        directive(
            "AllowOverrideList",
            Context.DIRECTORIES,
            "None|directive …",
            "the same, directive by directive",
            FileDirectives::override),
        directive(
            "AccessFileName",
            Context.SERVERS,
            "name …",
            "the names of such files",
            (s, b) -> {
              b.server().disk.overrideNames.clear();
              b.server().disk.overrideNames.addAll(s.words());
            }),
        directive(
            "TypesConfig",
            Context.GLOBAL,
            "file",
            "the types of files by extension (default: Java's table)",
            (s, b) -> b.server().disk.typesConfig = new NamedFile(s.name(), s.file(0), s.origin())),
        directive(
            "AddType",
            Context.ANYWHERE,
            "type extension …",
            "the type of files with an extension, in a whole server",
            FileDirectives::type),
        directive(
            "AddHandler",
            Context.ANYWHERE,
            "handler extension …",
            "files with such an extension are programs and never served",
            (s, b) -> programs(s, b)),
        directive(
            "AddOutputFilter",
            Context.ANYWHERE,
            "filter[;filter] extension …",
            "the same, for all filters but DEFLATE and BROTLI_COMPRESS",
            FileDirectives::filter));
  }

  private static void alias(Statement s, Block block) throws InvalidValueException {
    if (!s.word(0).startsWith("/")) {
      throw new InvalidValueException(
          "Alias \"" + s.word(0) + "\" takes no request: its path must start with a slash.");
    }
    String target = target(s, s.word(1));
    block.server().disk.aliases.add(new AliasRule(s.word(0), null, target, s.origin()));
  }

  private static void match(Statement s, Block block) throws InvalidValueException {
    String target = target(s, s.word(1));
    block.server().disk.aliases.add(new AliasRule(null, s.regex(0), target, s.origin()));
  }

  /** Absolute, without dot segments; a slash at its end stays. */
  private static String target(Statement s, String written) throws InvalidValueException {
    if (written.contains("%{")) {
      throw new InvalidValueException(
          s.name()
              + " \""
              + written
              + "\" has an expression, which is not understood in a path:"
              + " write AliasMatch with $1.");
    }
    String path = s.reading().resolve(s.name(), written).toAbsolutePath().toString();
    return written.endsWith("/") && !path.endsWith("/") ? path + "/" : path;
  }

  private static void directory(Statement s, Block block) throws InvalidValueException {
    boolean regex = s.node().is("DirectoryMatch") || s.word(0).equals("~");
    String argument = argument(s, s.node().is("Directory"));
    Section.Match match;
    if (regex) {
      match = new Section.Match.Regex(s.regex(s.count() - 1));
    } else {
      if (!argument.startsWith("/") && !argument.startsWith("*")) {
        throw new InvalidValueException(
            "<Directory> \"" + argument + "\" is no folder: its path must start with a slash.");
      }
      String folder = folder(s, argument);
      match = Globs.match(s.written(), folder, false);
    }
    Block inner = block.section(Context.DIRECTORY, argument, match);
    s.readInto(inner);
    block
        .server()
        .disk
        .directories
        .add(
            new DirectorySection(
                new Section(match, inner.finish(), s.origin()), List.copyOf(inner.files())));
  }

  /** With a slash at its end, and none doubled. */
  private static String folder(Statement s, String argument) throws InvalidValueException {
    String merged = (argument + "/").replaceAll("/+", "/");
    for (String name : merged.split("/", -1)) {
      if (name.equals(".") || name.equals("..")) {
        throw new InvalidValueException(
            s.written() + " \"" + argument + "\" has dot segments: write the path that it means.");
      }
    }
    return merged;
  }

  private static void files(Statement s, Block block) throws InvalidValueException {
    boolean regex = s.node().is("FilesMatch") || s.word(0).equals("~");
    String argument = argument(s, s.node().is("Files"));
    Section.Match match =
        regex
            ? new Section.Match.Regex(s.regex(s.count() - 1))
            : Globs.match(s.written(), argument, true);
    Block inner = block.section(Context.FILES, argument, match);
    s.readInto(inner);
    List<Section> into = block.inServer() ? block.server().disk.files : block.files();
    into.add(new Section(match, inner.finish(), s.origin()));
  }

  /** The last word; only a section that also takes a literal may have a tilde in front of it. */
  private static String argument(Statement s, boolean tilde) throws InvalidValueException {
    if (s.count() > 1 && !(tilde && s.word(0).equals("~"))) {
      throw new InvalidValueException(
          s.written() + " takes one argument, not " + s.words() + ": put it into quotes.");
    }
    return s.word(s.count() - 1);
  }

  /** Without signs they replace what is inherited, with signs they change it (core's Options). */
  private static void options(Statement s, Block block) throws InvalidValueException {
    boolean relative = s.word(0).startsWith("+") || s.word(0).startsWith("-");
    FileOptions options = relative ? FileOptions.NONE : new FileOptions(false, false, null);
    boolean more = false;
    for (String word : s.words()) {
      boolean signed = word.startsWith("+") || word.startsWith("-");
      String name = word.substring(signed ? 1 : 0).toLowerCase(Locale.ROOT);
      if (!OPTIONS.contains(name)) {
        throw new InvalidValueException("Options does not know \"" + word + "\".");
      }
      if (signed != relative) {
        throw new InvalidValueException(
            "Options has a sign in front of some words only: write it in front of all or of none.");
      }
      boolean on = !word.startsWith("-");
      more |= on && !LINKS.contains(name);
      boolean links = name.equals("followsymlinks") || name.equals("all");
      boolean owned = name.equals("symlinksifownermatch");
      options = options.merge(new FileOptions(links ? on : null, owned ? on : null, null));
    }
    if (more || !Context.SERVERS_AND_DIRECTORY.contains(block.context())) {
      s.elsewhere(
          Place.FILES,
          "is done as far as symbolic links in a <Directory> go: no folder is listed, and no program"
              + " runs");
    }
    block.settings().files = block.settings().files.merge(options);
  }

  private static void override(Statement s, Block block) {
    boolean none = s.words().stream().allMatch(word -> word.equalsIgnoreCase("none"));
    if (!none) {
      s.elsewhere(
          Place.FILES,
          "has files such as .htaccess say more, which are not read: below one, no file is served");
    }
    block.settings().files = block.settings().files.merge(new FileOptions(null, null, !none));
  }

  private static void type(Statement s, Block block) {
    String type = s.word(0).toLowerCase(Locale.ROOT);
    if (block.inServer()) {
      extensions(s, 1, extension -> block.server().disk.types.put(extension, type));
    } else if (type.startsWith("application/x-httpd-")) {
      programs(s, block);
    } else {
      s.elsewhere(Place.TYPES, "in a section is httpd's own: it is set for a whole server");
    }
  }

  private static void programs(Statement s, Block block) {
    extensions(s, 1, block.server().disk.handled::add);
    s.elsewhere(Place.FILES, PROGRAM);
  }

  private static void filter(Statement s, Block block) {
    List<String> filters = new ArrayList<>(List.of(s.word(0).toUpperCase(Locale.ROOT).split(";")));
    filters.removeAll(List.of("DEFLATE", "BROTLI_COMPRESS"));
    if (filters.isEmpty()) {
      s.elsewhere(Place.MEMBER, "is httpd's own: responses keep the compression that they have");
    } else {
      programs(s, block);
    }
  }

  /** From a word on, in lower case and without their dot. */
  private static void extensions(Statement s, int from, Consumer<String> into) {
    for (String word : s.rest(from)) {
      into.accept(word.substring(word.startsWith(".") ? 1 : 0).toLowerCase(Locale.ROOT));
    }
  }
}
