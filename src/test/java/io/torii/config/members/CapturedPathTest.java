package io.torii.config.members;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapturedPathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "^(/.*)$ 1 true",
        "^/a(/.*)?$ 1 true",
        "^(?:/a|/b)(/.*)$ 1 true",
        "^/([^(]*)(/x)$ 2 true",
        "^/\\((/.*)$ 1 true",
        "^/[](]((/b|/c)/x)$ 2 false",
        "^((/a|/b)/x)$ 1 false",
        "^(/(a|b)/x)$ 1 true",
        "^(/a|b)$ 1 false",
        "^(/a[|]b)$ 1 true",
        "^(/?.*)$ 1 false",
        "^(/*.*)$ 1 false",
        "^(/{0,1}x)$ 1 false",
        "^(.*)$ 1 false",
        "^(x)$ 2 false",
        "^/()$ 1 false",
        "^(?<p>x)(/.*)$ 1 false",
        "^\\Q(\\E(/x) 1 false",
        "^/a.*$ 0 true",
        "^/a|b 0 false",
        "^/?a 0 false",
        "/a 0 false",
        "( 1 false",
      })
  void onlyWhatStartsWithASlashForSureIsAPath(String regex, int group, boolean path) {
    assertThat(CapturedPath.isPath(regex, group)).isEqualTo(path);
  }
}
