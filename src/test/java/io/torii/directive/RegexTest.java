package io.torii.directive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexTest {

  private static Pattern compile(String regex) {
    try {
      return Regex.compile(regex, false);
    } catch (InvalidRegexException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "^[[:alpha:]]+$ ¦ aZ ¦ true",
        "^[[:alpha:]_]+$ ¦ a1 ¦ false",
        "^[[:^digit:]]+$ ¦ ab ¦ true",
        "^[[:^digit:]]+$ ¦ a1 ¦ false",
        "^[a&&b]+$ ¦ a&b ¦ true",
        "^[]a]+$ ¦ a] ¦ true",
        "^[^]a]+$ ¦ b ¦ true",
        "^[^]a]+$ ¦ ] ¦ false",
        "^[a[b]+$ ¦ a[b ¦ true",
        "^a{,2}$ ¦ a{,2} ¦ true",
        "^%{X}$ ¦ %{X} ¦ true",
        "^a{2}$ ¦ aa ¦ true",
        "^a{2,}b{1,2}$ ¦ aaabb ¦ true",
        "^(?<a_b>x)\\k<a_b>$ ¦ xx ¦ true",
        "^(?P<a_b>x)(?P=a_b)\\k{a_b}\\g{a_b}$ ¦ xxxx ¦ true",
        "^(?'n'x)\\k'n'\\g1\\g{1}$ ¦ xxxx ¦ true",
        "^(?<=^)x(?<!y)$ ¦ x ¦ true",
        "^a(?#why)b$ ¦ ab ¦ true",
        "^\\Qa.b$\\E$ ¦ a.b$ ¦ true",
        "^\\Qa.b ¦ axb ¦ false",
        "^a\\Nb$ ¦ axb ¦ true",
        "^a\\h+b$ ¦ a b ¦ true",
        "^\\$x[$]$ ¦ $x$ ¦ true",
        "^a++b$ ¦ aab ¦ true",
        "^/app(/|$) ¦ /app ¦ true",
        "\\.(gif|png)$ ¦ /x.png ¦ true",
        "^a\\/b$ ¦ a/b ¦ true"
      })
  void matchesAsPcreDoes(String regex, String text, boolean matches) {
    assertThat(compile(regex).matcher(text).find()).isEqualTo(matches);
  }

  /** Measured with apache2 2.4, whose default options are DOTALL and DOLLAR_ENDONLY. */
  @Test
  void aDotMatchesALineFeedAndADollarOnlyTheVeryEnd() {
    assertThat(compile("^a.b$").matcher("a\nb").find()).isTrue();
    assertThat(compile("^ab$").matcher("ab\n").find()).isFalse();
    assertThat(compile("(?m)^ab$").matcher("ab\ncd").find()).isTrue();
    assertThat(compile("^a[\\b]$").matcher("a\b").find()).isTrue();
  }

  @Test
  void caseCountsUnlessSaidOtherwise() throws InvalidRegexException {
    assertThat(Regex.compile("^/a", false).matcher("/A").find()).isFalse();
    assertThat(Regex.compile("^/a", true).matcher("/A").find()).isTrue();
  }

  @Test
  void namedGroupsKeepTheirNames() {
    Pattern pattern =
        compile("^/(?<SITE_name>[^/]+)/(?P<_x>.)(?'Zu'.)\\(?<no>[(?<none>]?(?<=.)(?<last>.)");
    Map<String, String> groups = Regex.groups(pattern);
    assertThat(groups.keySet()).containsExactly("SITE_name", "_x", "Zu", "last");
    Matcher matcher = pattern.matcher("/shop/ab<no>c");
    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group(groups.get("SITE_name"))).isEqualTo("shop");
    assertThat(matcher.group(groups.get("_x"))).isEqualTo("a");
    assertThat(matcher.group(groups.get("Zu"))).isEqualTo("b");
    assertThat(matcher.group(groups.get("last"))).isEqualTo("c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "[a ¦ \"[a\" is not a regular expression: the '[' at position 1 has no ']'.",
        "x[[:alhpa:]] ¦ \"x[[:alhpa:]]\" is not a regular expression: there is no class [:alhpa:] (did you mean [:alpha:]?).",
        "a\\ ¦ \"a\\\" is not a regular expression: the backslash at its end escapes nothing.",
        "a(?#b ¦ \"a(?#b\" is not a regular expression: the comment at position 2 has no ')'.",
        "(a ¦ \"(a\" is not a regular expression: Unclosed group at position 3.",
        "*a ¦ \"*a\" is not a regular expression: Dangling meta character '*' at position 1."
      })
  void saysWhatIsWrong(String regex, String message) {
    assertThatThrownBy(() -> Regex.compile(regex, false))
        .isInstanceOf(InvalidRegexException.class)
        .hasMessage(message);
  }

  @Test
  void rubbishIsRefusedAndNothingElseIsThrown() {
    String[] pieces = {
      "[", "]", "^", "$", "(", ")", "(?", "(?<a_", ">", "\\", "\\Q", "\\E", "{", "}", "1,", "2",
      "*", "+", "?", "|", "[:", ":]", "alpha", "&&", "-", "\\k{", "\\g", "(?#", "x", "\u00e9"
    };
    Random random = new Random(20240712);
    int compiled = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder regex = new StringBuilder();
      for (int n = random.nextInt(10); n >= 0; n--) {
        regex.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        Regex.groups(Regex.compile(regex.toString(), false));
        compiled++;
      } catch (InvalidRegexException e) {
        assertThat(e.getMessage()).startsWith("\"" + regex + "\" is not a regular expression: ");
      }
    }
    assertThat(compiled).isPositive();
  }

  @Test
  void endlessNestingIsRefused() {
    String regex = "(".repeat(100_000) + ")".repeat(100_000);
    assertThatThrownBy(() -> Regex.compile(regex, false))
        .isInstanceOf(InvalidRegexException.class)
        .hasMessage("\"" + "(".repeat(40) + "…\" is nested too deeply for a regular expression.");
  }

  /** As an editor of rules may make them. */
  @Test
  void aClassMayBeLong() {
    String members = "ab".repeat(100_000);
    assertThat(Regex.groups(compile("(?<a>[" + members + "(?<b>])(?<c>\\[)")))
        .containsOnlyKeys("a", "c");
  }
}
