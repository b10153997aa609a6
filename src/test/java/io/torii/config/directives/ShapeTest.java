package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'';0;0",
        "time;1;1",
        "[scheme://]host[:port];1;1",
        "[address:]port [http|https];1;2",
        "[path] !|url [key=value …];1;2147483647",
        "[url] key=value …;1;2147483647",
        "variable …;1;2147483647",
        "On|Off [status …];1;2147483647",
        "attribute regex [!]variable[=value] …;3;2147483647"
      })
  void countsArguments(String usage, int min, int max) {
    assertThat(Shape.of(usage)).isEqualTo(new Shape(usage, min, max));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "time;2;X takes 1 argument, not 2: write \"X time\".",
        "variable …;0;X takes at least 1 argument, not 0: write \"X variable …\".",
        "format [name];3;X takes 1 to 2 arguments, not 3: write \"X format [name]\".",
        "'';1;X takes no argument, not 1."
      })
  void saysWhatIsMissing(String usage, int count, String message) {
    assertThat(Shape.of(usage).complaint("X", count)).isEqualTo(message);
  }
}
