package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many rules are served as few are: the first that takes a path. */
class RuleIndexTest {

  private static final String[] SEGMENTS = {"a", "b", "ab", "a%20b", ""};
  private static final Random RANDOM = new Random(7);

  /** Rules that take none of the paths, so that there are enough for an index. */
  private static List<String> padding() {
    return IntStream.range(0, 20).mapToObj("ProxyPass /none%d/ http://m/"::formatted).toList();
  }

  private static Site site(String... rules) {
    List<String> lines = new ArrayList<>(padding());
    lines.addAll(List.of(rules));
    return Site.of(lines.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "/,         http://m/root/",
    "/a,        http://m/root/a",
    "/a/,       http://m/a/",
    "/a//x,     http://m/a/x",
    "//a/x,     http://m/a/x",
    "/a/b,      http://m/a/b",
    "/b,        http://m/b",
    "/b/c,      http://m/b/c",
    "/bc,       http://m/root/bc",
    "/no/a,     404",
    "/no,       404",
    "/x.gif,    http://m/gif/x.gif",
    "/no/x.gif, 404",
    "/b/x.gif,  http://m/gif/b/x.gif"
  })
  void theFirstOfManyRulesTakesThePath(String target, String sent) {
    Site site =
        site(
            "ProxyPass /no !",
            "ProxyPassMatch ^/(.*\\.gif)$ http://m/gif/$1",
            "ProxyPass /a/ http://m/a/",
            "ProxyPass /a//b http://m/late",
            "ProxyPass /b http://m/b",
            "ProxyPass / http://m/root/");
    assertThat(site.get(target)).isEqualTo(sent);
  }

  /** Eight of them alone are looked at one by one. */
  @Test
  void manyRulesDecideAsFewDo() {
    for (int round = 0; round < 30; round++) {
      String[] rules = new String[8];
      for (int i = 0; i < rules.length; i++) {
        String end = RANDOM.nextBoolean() ? "/" : "";
        rules[i] = "ProxyPass \"" + path() + end + "\" http://m/" + i + end;
      }
      String merge = RANDOM.nextBoolean() ? "MergeSlashes Off" : "MergeSlashes On";
      Site few = Site.of(with(merge, rules));
      Site many = site(with(merge, rules));
      for (int i = 0; i < 100; i++) {
        String target = path() + (RANDOM.nextBoolean() ? "/" : "");
        assertThat(many.get(target))
            .as(String.join("\n", rules) + "\n" + target)
            .isEqualTo(few.get(target));
      }
    }
  }

  private static String[] with(String first, String[] rules) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(rules));
    return all.toArray(String[]::new);
  }

  private static String path() {
    StringBuilder path = new StringBuilder();
    for (int i = RANDOM.nextInt(4); i >= 0; i--) {
      path.append('/').append(SEGMENTS[RANDOM.nextInt(SEGMENTS.length)]);
    }
    return path.toString();
  }
}
