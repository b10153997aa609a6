package io.torii.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Directive files that are nearly right: one of the {@link Corpus}, changed in a few places. */
final class Mutations {

  /** However it is spelled, and wherever its line is continued. */
  private static final Pattern INCLUDE =
      Pattern.compile(
          String.join("(?:\\\\\\r?\\n)*", "include".split(""))
              + "(?:\\\\\\r?\\n)*(o[\\w\\\\\\r\\n]*)?(?:[^\\n]*\\\\\\r?\\n)*[^\\n]*",
          Pattern.CASE_INSENSITIVE);

  /** Files in the folder of the mutated one, itself among them. */
  private static final List<String> INCLUDED =
      List.of(
          "more/a.conf", "more/*.conf", "more", "more/../more/b.conf", "fuzz.conf", "none.conf");

  private static final int MANY = 3000;

  private final Corpus corpus;
  private final Random random;

  private Mutations(Corpus corpus, Random random) {
    this.corpus = corpus;
    this.random = random;
  }

  /** A text that follows from the seed; it includes only what is in its own folder. */
  static String text(Corpus corpus, long seed) {
    return new Mutations(corpus, new Random(seed)).text();
  }

  private String text() {
    String text = corpus.text(random);
    for (int left = 1 + random.nextInt(1 + random.nextInt(10)); left > 0; left--) {
      text = random.nextInt(3) == 0 ? characters(text) : lines(text);
    }
    return (random.nextInt(4) == 0 ? "" : corpus.defines()) + tame(text);
  }

  private String tame(String text) {
    Matcher include = INCLUDE.matcher(text);
    StringBuilder tame = new StringBuilder();
    while (include.find()) {
      String optional = random.nextBoolean() ? "Optional" : "";
      String file = INCLUDED.get(random.nextInt(INCLUDED.size()));
      include.appendReplacement(tame, "Include" + optional + " " + file);
    }
    // a device might never end
    return include.appendTail(tame).toString().replace("/dev/", "/etc/");
  }

  private String lines(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return corpus.line(random);
    }
    int at = random.nextInt(lines.size());
    int to = Math.min(lines.size(), at + 1 + random.nextInt(5));
    switch (random.nextInt(11)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.addAll(at, List.copyOf(lines.subList(at, to)));
      case 2 -> lines.addAll(at, corpus.text(random).lines().limit(30).toList());
      case 3 -> lines.add(at, corpus.line(random));
      case 4 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
      case 5 -> nest(lines, at, to, 1);
      case 6 -> nest(lines, at, to, 1 + random.nextInt(random.nextInt(20) == 0 ? MANY : 10));
      case 7 -> lines.add(at, (random.nextBoolean() ? "</" : "<") + corpus.section(random) + ">");
      case 8 -> lines.set(at, lines.get(at) + " " + corpus.argument(random));
      case 9 -> lines.set(at, lines.get(at).replaceFirst("[A-Za-z]\\w*", corpus.name(random)));
      default -> lines.set(at, word(lines.get(at)));
    }
    return String.join("\n", lines) + "\n";
  }

  private void nest(List<String> lines, int from, int to, int deep) {
    String name = corpus.section(random);
    String argument = corpus.argument(random);
    for (int i = 0; i < deep; i++) {
      lines.add(to + i, "</" + name + ">");
    }
    for (int i = 0; i < deep; i++) {
      lines.add(from, "<" + name + " " + argument + ">");
    }
  }

  /** One word of a line is another one, or goes. */
  private String word(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    int at = random.nextInt(words.size());
    switch (random.nextInt(3)) {
      case 0 -> words.remove(at);
      case 1 -> words.set(at, corpus.odd(random));
      default -> words.set(at, corpus.argument(random));
    }
    return String.join(" ", words);
  }

  private String characters(String text) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + 1 + random.nextInt(8));
    String before = text.substring(0, at);
    String behind = text.substring(at);
    return switch (random.nextInt(8)) {
      case 0 -> before + text.substring(to);
      case 1 -> before + "\"'\\<>[](){}$%|&!^*?+;,:=#/".charAt(random.nextInt(26)) + behind;
      case 2 -> before + (char) random.nextInt(256) + behind;
      case 3 -> before + "\\\n" + behind;
      case 4 -> before + corpus.odd(random) + behind;
      case 5 ->
          before
              + text.substring(at, to).repeat(random.nextInt(random.nextInt(10) == 0 ? MANY : 5))
              + behind;
      case 6 -> before + (random.nextBoolean() ? "\r\n" : "\t") + behind;
      default ->
          random.nextInt(4) == 0 ? before : before + behind.toUpperCase(java.util.Locale.ROOT);
    };
  }
}
