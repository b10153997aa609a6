package io.torii.directive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads directive files in httpd's syntax into one tree: lines, words, variables, includes and
 * conditional blocks are resolved as httpd 2.4 does. Which directives and sections exist is not its
 * concern. Every problem is collected and the reading goes on.
 */
public final class DirectiveParser {

  private final ParserSettings settings;
  private final Problems problems;

  public DirectiveParser(ParserSettings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /**
   * Reads the files one after the other as if they were one; what one defines, the next ones see.
   *
   * @param mainFiles as the user named them, without wildcards; messages show them so
   * @return what could be read, however many problems there were
   */
  public Parsed parse(List<Path> mainFiles) {
    Variables variables = new Variables(settings);
    ServerRoot root = new ServerRoot(settings.serverRoot());
    SourceFiles files = new SourceFiles(problems);
    Interpreter interpreter =
        new Interpreter(
            settings,
            variables,
            root,
            files,
            new Includes(files, settings.aside(), problems),
            problems);
    List<Node> nodes = new ArrayList<>();
    for (Path file : mainFiles) {
      root.startMainFile(file);
      for (Path envvars : envvars(file)) {
        if (files.exists(envvars)) {
          envvars(envvars, files.text(envvars), variables);
          break;
        }
      }
      nodes.addAll(interpreter.read(file, new Origin(file.toString(), 0)));
    }
    return new Parsed(
        nodes,
        interpreter.lines(),
        files.read(),
        root.absolute(),
        interpreter.modules(),
        variables.defines());
  }

  private void envvars(Path file, String script, Variables variables) {
    Envvars envvars = new Envvars(settings.environment());
    variables.addEnvvars(envvars.read(script));
    HttpdArguments arguments = new HttpdArguments(variables, problems);
    String source = file.toString();
    envvars
        .obscureLine()
        .ifPresentOrElse(
            line -> arguments.refuse(new Origin(source, line)),
            () -> arguments.take(envvars.arguments(), new Origin(source, envvars.argumentsLine())));
  }

  /** Beside the file or, for one of Debian's sites, in the folder above. */
  private static List<Path> envvars(Path file) {
    Path beside = file.resolveSibling("envvars");
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path above = folder == null ? null : folder.resolveSibling("envvars");
    return above == null ? List.of(beside) : List.of(beside, above);
  }
}
