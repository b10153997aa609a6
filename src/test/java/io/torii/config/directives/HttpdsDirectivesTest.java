package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.torii.testkit.Apache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue knows every directive of the {@code apache2} that is installed. */
class HttpdsDirectivesTest {

  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
  private static final Pattern NAME = Pattern.compile("(?m)^(<?\\w+) \\(\\w+\\.c\\)$");

  /** What others need is loaded first. */
  private static final List<String> FIRST =
      List.of(
          "mpm_event",
          "authn_core",
          "authz_core",
          "proxy",
          "proxy_http",
          "cache",
          "dav",
          "dbd",
          "session",
          "ldap",
          "xml2enc");

  /** These act while the files are read. */
  private static final Set<String> ACTING =
      Set.of("define", "undefine", "include", "includeoptional", "error");

  private static final Set<String> CONDITIONS =
      Set.of("<ifmodule", "<ifdefine", "<iffile", "<ifdirective", "<ifsection", "<ifversion");

  @TempDir Path folder;

  @Test
  void areAllKnown() throws IOException, InterruptedException {
    Path program = Apache.program().orElse(null);
    assumeTrue(program != null, "apache2 is not installed: apt-get install apache2");
    Set<String> modules = new LinkedHashSet<>(FIRST);
    try (Stream<Path> all = Files.list(MODULES)) {
      all.map(f -> f.getFileName().toString())
          .filter(n -> n.startsWith("mod_") && !n.startsWith("mod_mpm_"))
          .map(n -> n.substring(4, n.length() - 3))
          .sorted()
          .forEach(modules::add);
    }
    List<String> lines = new ArrayList<>(List.of("ServerRoot " + folder));
    for (String module : modules) {
      lines.add("LoadModule " + module + "_module " + MODULES + "/mod_" + module + ".so");
      assertThat(Modules.foreign(module + "_module")).as(module).isFalse();
    }
    Files.createDirectory(folder.resolve("logs"));
    Path file = Files.write(folder.resolve("all.conf"), lines);
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(String.valueOf(program), "-L", "-f", file.toString())
            .redirectError(folder.resolve("err").toFile())
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    Matcher names = NAME.matcher(Files.readString(out, StandardCharsets.ISO_8859_1));
    List<String> unknown =
        names
            .results()
            .map(m -> m.group(1))
            .filter(n -> !ACTING.contains(n.toLowerCase(Locale.ROOT)))
            .filter(n -> !CONDITIONS.contains(n.toLowerCase(Locale.ROOT)))
            .filter(n -> !Catalogue.has(n))
            .toList();
    assertThat(unknown).isEmpty();
    assertThat(NAME.matcher(Files.readString(out, StandardCharsets.ISO_8859_1)).results().count())
        .isGreaterThan(600);
  }
}
