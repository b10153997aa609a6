package io.torii.directive;

import io.torii.directive.OpenSection.Effect;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Carries out what acts while the files are read, and makes nodes of the rest. */
final class Interpreter {

  private static final Set<String> REQUEST_TIME =
      Set.of(
          "proxypass",
          "proxypassmatch",
          "proxypassreverse",
          "proxypassreversecookiedomain",
          "proxypassreversecookiepath");

  /** What acts while the files are read, and is no node then. */
  private static final Set<String> ACTING =
      Set.of("define", "undefine", "include", "includeoptional", "error");

  private final Variables variables;
  private final ServerRoot root;
  private final SourceFiles files;
  private final Includes includes;
  private final LoadedModules modules = new LoadedModules();
  private final Conditions conditions;
  private final Problems problems;
  private final List<ReadLine> lines = new ArrayList<>();

  Interpreter(
      ParserSettings settings,
      Variables variables,
      ServerRoot root,
      SourceFiles files,
      Includes includes,
      Problems problems) {
    this.variables = variables;
    this.root = root;
    this.files = files;
    this.includes = includes;
    this.conditions = new Conditions(settings, modules, variables, root, problems);
    this.problems = problems;
  }

  /** Reads one file with all that it includes. */
  List<Node> read(Path file, Origin asked) {
    SectionStack sections = new SectionStack(problems);
    files.lines(file, asked, line -> line(line, sections));
    return sections.end();
  }

  /** Directives that have acted already, or that were skipped. */
  List<ReadLine> lines() {
    return lines;
  }

  /** The modules that the files load. */
  Set<String> modules() {
    return modules.identifiers();
  }

  private void line(LogicalLine line, SectionStack sections) {
    if (sections.skipping()) {
      skipped(line, sections);
      return;
    }
    Variables.Substitution substituted = variables.substitute(line.text());
    String text = Words.trim(substituted.text());
    if (text.isEmpty()) {
      return;
    }
    Tag tag = Tag.of(text);
    if (!filledAtRequestTime(tag)) {
      substituted.undefined().forEach(name -> undefined(name, line.origin()));
    }
    tag.flaw().ifPresent(flaw -> problems.error(line.origin(), flaw));
    tag.remark().ifPresent(remark -> problems.warn(line.origin(), remark));
    switch (tag.kind()) {
      case OPEN -> open(tag, line.origin(), sections);
      case CLOSE -> sections.close(tag.name(), line.origin());
      case DIRECTIVE -> directive(tag, line.origin(), sections);
    }
  }

  /** Nothing in here counts, but the sections must nest: variables stay as they are written. */
  private void skipped(LogicalLine line, SectionStack sections) {
    Tag tag = Tag.of(line.text());
    if (tag.kind() != Tag.Kind.CLOSE) {
      add(tag, line.origin(), false);
    }
    if (tag.kind() == Tag.Kind.OPEN) {
      sections.open(tag.name(), List.of(), "", line.origin(), Effect.SKIPPED);
    } else if (tag.kind() == Tag.Kind.CLOSE) {
      sections.close(tag.name(), line.origin());
    }
  }

  private void open(Tag tag, Origin origin, SectionStack sections) {
    if (Conditions.isCondition(tag.name())) {
      add(tag, origin, true);
      Effect effect = conditions.holds(tag, origin) ? Effect.TRANSPARENT : Effect.SKIPPED;
      sections.open(tag.name(), List.of(), tag.rest(), origin, effect);
    } else {
      sections.open(tag.name(), arguments(tag, origin), tag.rest(), origin, Effect.NODE);
    }
  }

  private void directive(Tag tag, Origin origin, SectionStack sections) {
    List<String> arguments = arguments(tag, origin);
    if (ACTING.contains(tag.name().toLowerCase(Locale.ROOT))) {
      add(tag, origin, true);
    }
    switch (tag.name().toLowerCase(Locale.ROOT)) {
      case "" -> {
        add(tag, origin, true);
        problems.error(origin, "The line starts with an empty word instead of a directive");
      }
      case "define" -> define(arguments, origin);
      case "undefine" -> undefine(arguments, origin);
      case "include" -> include(arguments, false, origin, sections);
      case "includeoptional" -> include(arguments, true, origin, sections);
      case "error" -> problems.error(origin, message(tag, arguments));
      case "serverroot" -> {
        serverRoot(arguments, origin);
        sections.add(new Node.Directive(tag.name(), arguments, tag.rest(), origin));
      }
      case "loadmodule" -> {
        modules.load(arguments);
        sections.add(new Node.Directive(tag.name(), arguments, tag.rest(), origin));
      }
      default -> sections.add(new Node.Directive(tag.name(), arguments, tag.rest(), origin));
    }
  }

  private void add(Tag tag, Origin origin, boolean performed) {
    String written = tag.kind() == Tag.Kind.OPEN ? "<" + tag.name() + ">" : tag.name();
    lines.add(new ReadLine(written, origin, performed));
  }

  private void define(List<String> arguments, Origin origin) {
    if (arguments.isEmpty() || arguments.size() > 2) {
      problems.error(
          origin,
          "Define takes one or two arguments, a name and its value: put a value with blanks into"
              + " quotes");
    } else if (nameable(arguments.get(0), origin)) {
      if (arguments.size() == 1 || arguments.get(1).isEmpty()) {
        // httpd takes an empty value for none
        variables.define(arguments.get(0));
      } else {
        variables.define(arguments.get(0), arguments.get(1));
      }
    }
  }

  private void undefine(List<String> arguments, Origin origin) {
    if (arguments.size() != 1) {
      problems.error(origin, "UnDefine takes one argument, a name");
    } else if (nameable(arguments.get(0), origin)) {
      variables.undefine(arguments.get(0));
    }
  }

  private boolean nameable(String name, Origin origin) {
    if (name.indexOf(':') >= 0) {
      problems.error(origin, "Variable name must not contain ':'");
      return false;
    }
    return true;
  }

  private void include(
      List<String> arguments, boolean optional, Origin origin, SectionStack sections) {
    String directive = optional ? "IncludeOptional" : "Include";
    if (arguments.size() != 1 || arguments.get(0).isEmpty()) {
      problems.error(
          origin,
          directive
              + " takes one argument, a file, a folder or a pattern: write one "
              + directive
              + " for each");
      return;
    }
    for (Path file : includes.find(root.folder(), arguments.get(0), optional, origin)) {
      read(file, origin).forEach(sections::add);
    }
  }

  private void serverRoot(List<String> arguments, Origin origin) {
    if (arguments.size() != 1) {
      problems.error(origin, "ServerRoot takes one argument, a folder");
      return;
    }
    try {
      Path directory = root.resolve(arguments.get(0));
      if (Files.isDirectory(directory)) {
        root.set(directory);
      } else {
        problems.error(
            origin, "ServerRoot must be a valid directory: there is no folder " + directory);
      }
    } catch (InvalidPathException e) {
      problems.error(origin, "ServerRoot must be a valid directory: " + e.getMessage());
    }
  }

  private static String message(Tag tag, List<String> arguments) {
    if (tag.rest().isEmpty()) {
      return "The Error directive was used with no message.";
    }
    return arguments.size() == 1 ? arguments.get(0) : tag.rest();
  }

  private List<String> arguments(Tag tag, Origin origin) {
    Words words = Words.of(tag.rest());
    List<String> all = new ArrayList<>();
    while (words.hasNext()) {
      all.add(words.next());
    }
    if (words.unclosedQuote()) {
      problems.warn(
          origin,
          "The quote in front of "
              + all.get(all.size() - 1)
              + " is never closed: the rest of the line is one word, as in httpd");
    }
    return all;
  }

  /** mod_proxy fills <code>${NAME}</code> in for each request if {@code interpolate} says so. */
  private static boolean filledAtRequestTime(Tag tag) {
    return tag.kind() == Tag.Kind.DIRECTIVE
        && REQUEST_TIME.contains(tag.name().toLowerCase(Locale.ROOT))
        && Words.split(tag.rest()).stream().anyMatch("interpolate"::equalsIgnoreCase);
  }

  private void undefined(String name, Origin origin) {
    String remedy =
        Nearest.to(name, variables.known())
            .map(near -> "did you mean ${" + near + "}?")
            .orElse(
                name.startsWith("APACHE_")
                    ? "set it in the environment, or in a file envvars beside the main file as"
                        + " \"export "
                        + name
                        + "=…\""
                    : "write \"Define "
                        + name
                        + " …\" above this line, or set it in the environment");
    problems.error(origin, "Variable ${" + name + "} is not defined: " + remedy);
  }
}
