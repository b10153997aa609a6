package io.torii.directive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** APACHE_ARGUMENTS in envvars, which apache2ctl passes to httpd. */
class HttpdArgumentsTest {

  private static final String TEXT = "<IfDefine SECURE>\nA x\n</IfDefine>\n";

  @TempDir Path folder;
  private Configurations files;

  @BeforeEach
  void start() {
    files = new Configurations(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export APACHE_ARGUMENTS='-D SECURE'",
        "APACHE_ARGUMENTS=\"-D OTHER -DSECURE\"",
        "MORE='-D SECURE'\nexport APACHE_ARGUMENTS=\"-DX $MORE\"",
        ": ${APACHE_ARGUMENTS:=-DSECURE}",
      })
  void definesNames(String script) {
    files.write("envvars", script + "\n");
    assertThat(files.tree(TEXT)).isEqualTo("2 A [x]");
    assertThat(files.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#export APACHE_ARGUMENTS='-D SECURE'",
        "export APACHE_ARGUMENTS=''",
        "export APACHE_ARGUMENTS='-D SECURE'\nunset APACHE_ARGUMENTS",
        "export APACHE_ARGUMENTS=$(cat x)\nAPACHE_ARGUMENTS=",
      })
  void definesNothing(String script) {
    files.write("envvars", script + "\n");
    assertThat(files.tree(TEXT)).isEmpty();
    assertThat(files.messages()).isEmpty();
  }

  @Test
  void whatElseHttpdWouldTakeIsRefused() {
    files.write("envvars", "# x\nexport APACHE_ARGUMENTS='-D A -f /etc/other.conf'\n");
    files.tree(TEXT);
    assertThat(files.messages())
        .containsExactly(
            "envvars:2: APACHE_ARGUMENTS has \"-f\", which is for httpd's command line: write only"
                + " \"-D NAME\" there, and what else it says into a directive file.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export APACHE_ARGUMENTS=\"-D $(hostname)\"",
        "if [ -f x ]; then APACHE_ARGUMENTS='-D SECURE'; fi",
      })
  void whatOnlyAShellCanTellIsRefused(String line) {
    files.write("envvars", "\n" + line + "\n");
    files.tree(TEXT);
    assertThat(files.messages())
        .containsExactly(
            "envvars:2: APACHE_ARGUMENTS is worked out by a shell: write its words as they are,"
                + " such as APACHE_ARGUMENTS='-D NAME'.");
  }
}
