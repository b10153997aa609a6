package io.torii.standalone;

import io.torii.config.directives.Catalogue;
import io.torii.config.directives.Definition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What mutations are made from: every directive file in the sources, and the catalogue's names. */
final class Corpus {

  /** Odd in one directive or another. */
  private static final List<String> ODD =
      List.of(
          "",
          "-1",
          "0",
          "65536",
          "99999999999999999999",
          "1ms",
          "1m",
          "-",
          "!",
          "%",
          "%{",
          "%{}e",
          "%{X",
          "${",
          "${}",
          "$1",
          "${1}",
          "$",
          "\\",
          "\"",
          "'",
          "''",
          "\"\"",
          "*",
          "**",
          "*:*",
          "*:80",
          "[::1]:80",
          "[",
          "]",
          "::1",
          "1.2.3.4/33",
          "10.0.0.0/8",
          "a=b",
          "=b",
          "a=",
          "=",
          "//",
          "/",
          "/../",
          "http://",
          "http:///",
          "http://h:99999/",
          "ws://h/",
          "balancer://",
          "balancer://b",
          "unix:/s|http://l/",
          "ajp://h",
          "expr=",
          "expr=%{",
          "env=",
          "env=!",
          "(",
          ")",
          "()",
          "(?",
          "(?<a",
          "(?<a_b>x)",
          "[a",
          "[[:alpha:]",
          "a{",
          "a{99999}",
          "\\Q",
          "(?#",
          "(?P=x)",
          "\\k{",
          "(a*)*$",
          "%{REQUEST_URI} =~ m#",
          "-f",
          "in {",
          "-ipmatch",
          "req('",
          "%{req:",
          "true",
          "on",
          "off",
          "none",
          "all",
          "+",
          "-All",
          "<",
          ">",
          "<>",
          "\u0000",
          "\u001f",
          "\u00e9",
          "\u9ce5\u5c45",
          "\ud83d\ude00",
          "\ufeff",
          "\u2028",
          "é=é",
          "!200,304",
          "%!200{X}i",
          "%>",
          "%^",
          "%^FB",
          "%{%",
          "[R=301,L",
          "[E=",
          "[CO=;;;]",
          "[F]",
          "[S=99999999999]",
          "[C]",
          "[P",
          "Header",
          "valid-user",
          "not",
          "ip",
          "method",
          "R=999");

  private static final Pattern NAME = Pattern.compile("\\$\\{([A-Z]\\w*)}");

  private final List<String> texts;
  private final List<String> good;
  private final List<String> lines;
  private final List<String> words;
  private final List<Definition> definitions = Catalogue.all();
  private final String defines;

  private Corpus(List<String> good, List<String> broken) {
    this.good = good;
    this.texts = Stream.concat(good.stream(), broken.stream()).toList();
    this.lines = texts.stream().flatMap(String::lines).distinct().toList();
    this.words =
        lines.stream()
            .flatMap(line -> Stream.of(line.strip().split("\\s+", -1)).skip(1))
            .distinct()
            .toList();
    this.defines =
        texts.stream()
            .flatMap(text -> NAME.matcher(text).results())
            .map(name -> name.group(1))
            .distinct()
            .map(name -> "Define " + name + (name.contains("PORT") ? " 8080\n" : " 127.0.0.1:9\n"))
            .collect(Collectors.joining());
  }

  /** Gives every variable of the files a value. */
  String defines() {
    return defines;
  }

  static Corpus read() {
    try (Stream<Path> deployed = Files.walk(Path.of("deploy"));
        Stream<Path> tested = Files.walk(Path.of("src/test/resources"))) {
      Map<Boolean, List<String>> byFolder =
          Stream.concat(deployed, tested)
              .filter(file -> file.toString().endsWith(".conf"))
              .sorted()
              .collect(
                  Collectors.partitioningBy(
                      file -> file.toString().contains("broken"),
                      Collectors.mapping(Corpus::text, Collectors.toList())));
      return new Corpus(
          byFolder.getOrDefault(false, List.of()), byFolder.getOrDefault(true, List.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A file's; better those that are right. */
  String text(Random random) {
    return any(random, random.nextInt(4) == 0 ? texts : good);
  }

  String line(Random random) {
    return random.nextBoolean() ? any(random, lines) : directive(random);
  }

  /** A section's name with its brackets off. */
  String section(Random random) {
    return any(random, definitions.stream().filter(Definition::section).toList()).name();
  }

  String directive(Random random) {
    Definition definition = any(random, definitions);
    String arguments = arguments(random, definition);
    return definition.section()
        ? "<"
            + definition.name()
            + arguments
            + ">\n"
            + line(random)
            + "\n</"
            + definition.name()
            + ">"
        : definition.name() + arguments;
  }

  /** About as many as it takes. */
  private String arguments(Random random, Definition definition) {
    int most = Math.min(definition.shape().max(), definition.shape().min() + 3);
    int count = Math.max(0, definition.shape().min() + random.nextInt(-1, most + 2));
    StringBuilder arguments = new StringBuilder();
    for (int i = 0; i < count; i++) {
      arguments.append(' ').append(argument(random));
    }
    return arguments.toString();
  }

  String argument(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> any(random, ODD);
      case 1 -> '"' + any(random, words) + ' ' + any(random, ODD) + '"';
      case 2 -> any(random, words) + any(random, ODD);
      default -> any(random, words);
    };
  }

  String odd(Random random) {
    return any(random, ODD);
  }

  String name(Random random) {
    return any(random, definitions).name();
  }
}
