package io.torii.directive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;

/** What holds for any line, word and name. */
class LanguagePropertiesTest {

  private static final Set<String> KNOWN = Set.of("ProxyPass", "ProxySet", "Require", "a", "");

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings().withChars("ab\\\"' \t{}$<>#*.\u00e9\u9ce5").ofMaxLength(20);
  }

  @Provide
  Arbitrary<String> word() {
    return Arbitraries.strings()
        .withChars("ab\"'{}<>.\u9ce5")
        .ofMinLength(1)
        .ofMaxLength(9)
        .filter(word -> "\"'".indexOf(word.charAt(0)) < 0);
  }

  @Provide
  Arbitrary<String> blanks() {
    return Arbitraries.strings().withChars(" \t\r\u000b\f").ofMinLength(1).ofMaxLength(3);
  }

  @Property(tries = 500)
  void whatIsQuotedComesBack(@ForAll List<@From("text") String> words, @ForAll boolean single) {
    String quote = single ? "'" : "\"";
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      String escaped = word.replace("\\", "\\\\").replace(quote, "\\" + quote);
      line.append(quote).append(escaped).append(quote).append(' ');
    }
    assertThat(Words.split(line.toString())).isEqualTo(words);
  }

  @Property(tries = 500)
  void anyBlanksPartPlainWords(
      @ForAll List<@From("word") String> words, @ForAll("blanks") String blank) {
    assertThat(Words.split(blank + String.join(blank, words) + blank)).isEqualTo(words);
  }

  @Property(tries = 300)
  void aTextWithoutBlanksAroundStaysSo(
      @ForAll("text") String text, @ForAll("blanks") String blank) {
    String trimmed = Words.trim(text);
    assertThat(Words.trim(blank + trimmed + blank)).isEqualTo(trimmed);
    assertThat(text).contains(trimmed);
  }

  private record Line(String text, int number) {}

  private static List<Line> read(String text) throws IOException {
    Problems problems = new Problems();
    List<Line> lines = new ArrayList<>();
    try (LineReader reader =
        new LineReader(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "f", problems)) {
      @Nullable LogicalLine line;
      while ((line = reader.next()) != null) {
        lines.add(new Line(line.text(), line.origin().line()));
      }
    }
    assertThat(problems.all()).isEmpty();
    return lines;
  }

  @Property(tries = 300)
  void theKindOfLineEndsDoesNotMatter(@ForAll List<@From("text") String> lines) throws IOException {
    String unix = String.join("\n", lines);
    assertThat(read(unix.replace("\n", "\r\n"))).isEqualTo(read(unix));
  }

  @Property(tries = 500)
  void aLineMayBeContinuedAnywhere(
      @ForAll @Chars({'a', 'b', ' ', '#', '"', '<'}) @StringLength(max = 30) String line,
      @ForAll List<@IntRange(max = 30) Integer> cuts)
      throws IOException {
    StringBuilder cut = new StringBuilder("first\n").append(line);
    for (int at : cuts) {
      cut.insert("first\n".length() + Math.min(at, line.length()), "\\\n");
    }
    cut.append("\nlast");
    List<Line> whole = read("first\n" + line + "\nlast");
    List<Line> joined = read(cut.toString());
    assertThat(joined).extracting(Line::text).isEqualTo(whole.stream().map(Line::text).toList());
    assertThat(joined.get(joined.size() - 1).number()).isEqualTo(3 + cuts.size());
  }

  @Property(tries = 300)
  void aVariableIsReplacedWhereverItStands(
      @ForAll @CharRange(from = 'a', to = 'z') @NotEmpty @StringLength(max = 8) String name,
      @ForAll("text") String value,
      @ForAll @Size(max = 5) List<@CharRange(from = 'A', to = '}') String> between) {
    Variables variables =
        new Variables(
            new ParserSettings(
                Map.of(), Set.of(), m -> false, d -> false, Optional.empty(), f -> false));
    variables.define(name, value);
    Variables.Substitution replaced = variables.substitute(String.join("${" + name + "}", between));
    assertThat(replaced.text()).isEqualTo(String.join(value, between));
    assertThat(replaced.undefined()).isEmpty();
  }

  @Property(tries = 500)
  void aQuotedTextIsAPatternOfItself(@ForAll("text") String text) throws InvalidRegexException {
    var matcher = Regex.compile("\\Q" + text + "\\E", false).matcher("x" + text + "y");
    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group()).isEqualTo(text);
  }

  @Property(tries = 1000)
  void anyTextIsAPatternOrIsRefused(
      @ForAll
          @Chars({'(', ')', '[', ']', '{', '}', '?', '<', '>', 'P', '=', ':', '#', '\\', 'Q', 'E'})
          @Chars({
            'g', 'k', '\'', '^', '$', '*', '+', '-', ',', '&', 'm', 'a', '1', '9', '_', 'Z', '|'
          })
          @StringLength(max = 14)
          String text) {
    try {
      Regex.groups(Regex.compile(text, true)).values().forEach(g -> assertThat(g).isNotEmpty());
    } catch (InvalidRegexException e) {
      assertThat(e).hasMessageContaining("\"" + text + "\"");
    }
  }

  /** As simply as it can be said. */
  private static boolean fits(String glob, String name) {
    if (glob.isEmpty()) {
      return name.isEmpty();
    }
    char c = glob.charAt(0);
    if (c == '*') {
      return fits(glob.substring(1), name) || (!name.isEmpty() && fits(glob, name.substring(1)));
    }
    return !name.isEmpty()
        && (c == '?' || c == name.charAt(0))
        && fits(glob.substring(1), name.substring(1));
  }

  @Property(tries = 1000)
  void aGlobIsWhatItsPartsAre(
      @ForAll @Chars({'a', 'b', '*', '?', '.', '+', '('}) @StringLength(max = 7) String glob,
      @ForAll @Chars({'a', 'b', '.', '+', '('}) @StringLength(max = 7) String name) {
    boolean hidden = name.startsWith(".") && !glob.startsWith(".");
    assertThat(Glob.compile(glob).test(name)).isEqualTo(!hidden && fits(glob, name));
  }

  @Property(tries = 300)
  void differencesAreCountedFromEitherSide(@ForAll("text") String a, @ForAll("text") String b) {
    int distance = Nearest.distance(a, b);
    assertThat(distance).isEqualTo(Nearest.distance(b, a));
    assertThat(distance == 0).isEqualTo(a.equals(b));
    assertThat(distance)
        .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
  }

  @Property(tries = 300)
  void nobodyIsNearerThanTheNearest(@ForAll("text") String name) {
    int least = KNOWN.stream().mapToInt(k -> distance(name, k)).min().orElseThrow();
    Optional<String> nearest = Nearest.to(name, KNOWN);
    assertThat(nearest.isPresent()).isEqualTo(least <= Math.max(1, name.length() / 3));
    nearest.ifPresent(found -> assertThat(distance(name, found)).isEqualTo(least));
  }

  private static int distance(String a, String b) {
    return Nearest.distance(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
  }
}
