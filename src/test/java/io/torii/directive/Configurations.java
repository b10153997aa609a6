package io.torii.directive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes files into a folder, parses them, and says what came out in a form that tests compare. */
final class Configurations {

  final Problems problems = new Problems();
  private final Path folder;
  private Map<String, String> environment = Map.of();
  private Set<String> defines = Set.of();

  Configurations(Path folder) {
    this.folder = folder;
  }

  Configurations environment(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  Configurations defines(String... names) {
    defines = Set.of(names);
    return this;
  }

  Path write(String name, byte[] content) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(folder.resolve(name).getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path write(String name, String content) {
    return write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Parsed parse(Path... files) {
    ParserSettings settings =
        new ParserSettings(
            environment,
            defines,
            Set.of("mod_proxy.c", "proxy_module")::contains,
            name -> Set.of("proxypass", "<virtualhost").contains(name.toLowerCase(Locale.ROOT)),
            Optional.empty(),
            file -> false);
    return new DirectiveParser(settings, problems).parse(List.of(files));
  }

  /** The tree of one file {@code x.conf} with this content. */
  String tree(String content) {
    return tree(parse(write("x.conf", content)));
  }

  /** One directive a line, its words in brackets; sections with their content in braces. */
  static String tree(Parsed parsed) {
    return parsed.nodes().stream().map(Configurations::line).collect(Collectors.joining("\n"));
  }

  private static String line(Node node) {
    String words = node.arguments().stream().map(w -> "[" + w + "]").collect(Collectors.joining());
    String head = node.origin().line() + " " + node.name() + " " + words;
    return node instanceof Node.Section section
        ? head
            + section.children().stream()
                .map(Configurations::line)
                .collect(Collectors.joining("; ", " {", "}"))
        : head;
  }

  /** Every problem as {@code -t} prints it, the folder's path left out. */
  List<String> messages() {
    return problems.all().stream()
        .map(p -> p.toString().replace(folder + "/", "").replace(folder.toString(), "."))
        .toList();
  }
}
