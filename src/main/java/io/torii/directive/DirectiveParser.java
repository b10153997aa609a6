package io.torii.directive;

import io.torii.directive.Words.UnclosedQuoteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads directive files into a tree. Includes, variables and conditional blocks are resolved here;
 * what a directive means, and whether it exists, is not this class's business. A problem never
 * stops it.
 */
public final class DirectiveParser {

  /** How deep includes may go: only a file that includes itself goes deeper. */
  private static final int DEEPEST = 16;

  private final ParserSettings settings;
  private final Problems problems;
  private final Set<String> defines;
  private final Set<Path> watched = new LinkedHashSet<>();
  private final Deque<Path> open = new ArrayDeque<>();
  private Variables variables;
  private Path serverRoot;

  public DirectiveParser(ParserSettings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
    this.defines = new HashSet<>(settings.defines());
    this.variables = new Variables(settings.environment());
    this.serverRoot = settings.serverRoot().orElse(Path.of(""));
  }

  /** Reads main files one after the other, as if they were one. */
  public Parsed parse(List<Path> mainFiles) {
    List<Node> nodes = new ArrayList<>();
    if (!mainFiles.isEmpty()) {
      Path folder = mainFiles.get(0).toAbsolutePath().getParent();
      if (settings.serverRoot().isEmpty() && folder != null) {
        serverRoot = folder;
      }
      envvars(mainFiles.get(0).toAbsolutePath().resolveSibling("envvars"));
    }
    for (Path file : mainFiles) {
      nodes.addAll(file(file, new Origin(file.toString(), 0)));
    }
    return new Parsed(nodes, List.copyOf(watched), serverRoot);
  }

  private void envvars(Path file) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      Map<String, String> all = Envvars.over(settings.environment(), file);
      watched.add(file);
      variables = new Variables(all);
    } catch (IOException e) {
      problems.warn(new Origin(file.toString(), 0), "Cannot read it: " + e.getMessage() + ".");
    }
  }

  private List<Node> file(Path file, Origin asked) {
    if (open.size() >= DEEPEST || open.contains(file)) {
      problems.error(asked, file + " includes itself: take one Include out of the circle.");
      return List.of();
    }
    watched.add(file);
    open.push(file);
    try {
      LineReader lines = new LineReader(file.toString(), SourceFile.read(file, asked, problems));
      return block(lines, Optional.empty());
    } finally {
      open.pop();
    }
  }

  /** Reads up to the end of a section, or of the file. */
  private List<Node> block(LineReader lines, Optional<OpenTag> section) {
    List<Node> nodes = new ArrayList<>();
    while (lines.hasNext()) {
      SourceLine line = lines.next();
      Origin origin = lines.origin(line);
      if (line.text().startsWith("</")) {
        if (closes(line, origin, section)) {
          return nodes;
        }
      } else if (line.text().startsWith("<")) {
        nodes.addAll(section(lines, line, origin));
      } else {
        nodes.addAll(directive(line, origin));
      }
    }
    section.ifPresent(
        s ->
            problems.error(
                s.origin(),
                "<"
                    + s.name()
                    + "> is never closed: write </"
                    + s.name()
                    + "> behind its content."));
    return nodes;
  }

  /** True if the line ends the section, rightly or wrongly; a stray end is skipped. */
  private boolean closes(SourceLine line, Origin origin, Optional<OpenTag> section) {
    String name = line.text().replaceFirst("^</\\s*", "").replaceFirst("\\s*>.*$", "");
    if (section.isEmpty()) {
      problems.error(
          origin, "</" + name + "> closes nothing: there is no <" + name + "> before it.");
      return false;
    }
    OpenTag tag = section.get();
    if (!name.equalsIgnoreCase(tag.name())) {
      problems.error(
          origin,
          "</"
              + name
              + "> cannot close <"
              + tag.name()
              + "> of line "
              + tag.origin().line()
              + ": write </"
              + tag.name()
              + ">.");
    } else if (!line.text().endsWith(">")) {
      problems.error(origin, "</" + name + " needs a '>' at its end, and nothing behind it.");
    }
    return true;
  }

  private List<Node> section(LineReader lines, SourceLine line, Origin origin) {
    String inner = line.text().substring(1);
    boolean closed = inner.endsWith(">");
    String content = closed ? inner.substring(0, inner.length() - 1) : inner;
    String name = firstWord(content);
    if (!closed) {
      problems.error(origin, "<" + name + "> needs a '>' at the end of its line.");
    }
    String rest = content.substring(name.length()).strip();
    OpenTag tag = new OpenTag(name, origin);
    Optional<Boolean> condition = condition(name, rest, origin);
    if (condition.isPresent()) {
      if (condition.get()) {
        return block(lines, Optional.of(tag));
      }
      skip(lines, tag);
      return List.of();
    }
    String text = variables.replace(name, rest, origin, problems);
    List<String> words = words(text, origin);
    List<Node> children = block(lines, Optional.of(tag));
    return List.of(new Node.Section(name, words, text, children, origin));
  }

  /** Whether a conditional block holds; empty for any other section. */
  private Optional<Boolean> condition(String name, String rest, Origin origin) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!Set.of("ifmodule", "ifdefine", "ifdirective", "iffile", "ifversion").contains(lower)) {
      return Optional.empty();
    }
    List<String> words = words(variables.replace(name, rest, origin, problems), origin);
    if (lower.equals("ifversion")) {
      Optional<Boolean> holds = HttpdVersion.matches(words);
      if (holds.isEmpty()) {
        problems.error(origin, "<IfVersion> takes [operator] version, such as <IfVersion >= 2.4>.");
      }
      return Optional.of(holds.orElse(false));
    }
    if (words.size() != 1) {
      problems.error(origin, "<" + name + "> takes one name, with or without a '!' before it.");
      return Optional.of(false);
    }
    boolean negated = words.get(0).startsWith("!");
    String what = negated ? words.get(0).substring(1).strip() : words.get(0);
    boolean holds =
        switch (lower) {
          case "ifmodule" -> settings.modules().test(what);
          case "ifdefine" -> defines.contains(what);
          case "ifdirective" -> settings.directives().test(what);
          default -> Files.exists(serverRoot.resolve(what));
        };
    return Optional.of(holds != negated);
  }

  /** Reads over a block that does not hold; its sections still have to be closed in order. */
  private void skip(LineReader lines, OpenTag tag) {
    Deque<String> inside = new ArrayDeque<>();
    inside.push(tag.name());
    while (lines.hasNext()) {
      SourceLine line = lines.next();
      if (line.text().startsWith("</")) {
        inside.pop();
        if (inside.isEmpty()) {
          return;
        }
      } else if (line.text().startsWith("<")) {
        inside.push(firstWord(line.text().substring(1)));
      }
    }
    problems.error(
        tag.origin(),
        "<" + tag.name() + "> is never closed: write </" + tag.name() + "> behind its content.");
  }

  private List<Node> directive(SourceLine line, Origin origin) {
    String name = firstWord(line.text());
    String rest = line.text().substring(name.length()).strip();
    String text = variables.replace(name, rest, origin, problems);
    List<String> words = words(text, origin);
    switch (name.toLowerCase(Locale.ROOT)) {
      case "define" -> define(words, origin);
      case "undefine" -> undefine(words, origin);
      case "include" -> {
        return include(words, origin, true);
      }
      case "includeoptional" -> {
        return include(words, origin, false);
      }
      case "serverroot" -> {
        if (words.size() == 1) {
          serverRoot = serverRoot.resolve(words.get(0));
        }
        return List.of(new Node.Directive(name, words, text, origin));
      }
      default -> {
        return List.of(new Node.Directive(name, words, text, origin));
      }
    }
    return List.of();
  }

  private void define(List<String> words, Origin origin) {
    if (words.isEmpty() || words.size() > 2 || words.get(0).indexOf(':') >= 0) {
      problems.error(origin, "Define takes a name without a colon, and perhaps a value.");
      return;
    }
    defines.add(words.get(0));
    if (words.size() == 2) {
      variables.define(words.get(0), words.get(1));
    }
  }

  private void undefine(List<String> words, Origin origin) {
    if (words.size() != 1) {
      problems.error(origin, "UnDefine takes one name.");
      return;
    }
    defines.remove(words.get(0));
    variables.undefine(words.get(0));
  }

  private List<Node> include(List<String> words, Origin origin, boolean required) {
    if (words.size() != 1) {
      problems.error(origin, "Include takes one path or pattern.");
      return List.of();
    }
    List<Node> nodes = new ArrayList<>();
    try {
      List<Path> files = Globs.files(words.get(0), serverRoot, watched);
      if (files.isEmpty() && required) {
        problems.error(
            origin,
            "Include "
                + words.get(0)
                + " matches no file in "
                + serverRoot
                + ": check the path, or write IncludeOptional.");
      }
      for (Path file : files) {
        nodes.addAll(file(file, origin));
      }
    } catch (IOException e) {
      problems.error(
          origin, "Include " + words.get(0) + " cannot be searched: " + e.getMessage() + ".");
    }
    return nodes;
  }

  private List<String> words(String text, Origin origin) {
    try {
      return Words.of(text);
    } catch (UnclosedQuoteException e) {
      problems.error(origin, String.valueOf(e.getMessage()));
      return List.of(text.split("\\s+"));
    }
  }

  private static String firstWord(String text) {
    int i = 0;
    while (i < text.length() && !Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return text.substring(0, i);
  }

  private record OpenTag(String name, Origin origin) {}

  /** The lines of one file, one after the other. */
  private static final class LineReader {

    private final String source;
    private final List<SourceLine> lines;
    private int next;

    LineReader(String source, List<SourceLine> lines) {
      this.source = source;
      this.lines = lines;
    }

    boolean hasNext() {
      return next < lines.size();
    }

    SourceLine next() {
      return lines.get(next++);
    }

    Origin origin(SourceLine line) {
      return new Origin(source, line.number());
    }
  }
}
