package io.torii.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Nobody can forge a log line, and what was asked can be read off it. */
class LogEscapePropertiesTest {

  private static final Map<Character, Character> LETTERS =
      Map.of('b', '\b', 'n', '\n', 'r', '\r', 't', '\t', 'v', '\u000b', '\\', '\\', '"', '"');

  @Property(tries = 500)
  void whatWasEscapedCanBeReadBack(
      @ForAll @Size(max = 30) List<@IntRange(max = 255) Integer> bytes) {
    StringBuilder text = new StringBuilder();
    bytes.forEach(b -> text.append((char) b.intValue()));
    StringBuilder line = new StringBuilder();
    LogEscape.append(line, text.toString());
    assertThat(line.chars()).allMatch(c -> c >= ' ' && c <= '~');
    assertThat(line.toString()).doesNotContainPattern("(?<!\\\\)(\\\\\\\\)*\"");
    assertThat(read(line.toString())).isEqualTo(text.toString());
  }

  private static String read(String line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != '\\') {
        text.append(c);
      } else if (line.charAt(++i) == 'x') {
        text.append((char) Integer.parseInt(line.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        text.append(LETTERS.get(line.charAt(i)));
      }
    }
    return text.toString();
  }
}
