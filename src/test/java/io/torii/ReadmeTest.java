package io.torii;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.directives.Catalogue;
import io.torii.config.directives.Definition;
import io.torii.config.properties.Property;
import io.torii.diagnosis.Checks;
import io.torii.home.HostileTable;
import io.torii.home.Limit;
import io.torii.home.TlsLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's tables are those of the code; when one differs, the message has the right one. */
class ReadmeTest {

  @Test
  void listsEveryDirective() throws IOException {
    String rows =
        Catalogue.all().stream()
            .filter(d -> d.kind() == Definition.Kind.UNDERSTOOD)
            .sorted(Comparator.comparing(d -> d.name().toLowerCase(Locale.ROOT)))
            .map(d -> "| `" + d.written() + "` | " + d.description().replace("|", "\\|") + " |")
            .collect(Collectors.joining("\n"));
    assertThat(readme()).contains("| directive | what it does |\n|---|---|\n" + rows + "\n");
  }

  @Test
  void listsEveryProperty() throws IOException {
    List<Property> all = Property.all();
    String rows =
        all.stream()
            .map(
                p ->
                    "| `"
                        + p.name()
                        + "` | "
                        + p.type()
                        + " | "
                        + (p.fallback().isEmpty() ? "" : "`" + p.fallback() + "`")
                        + " | "
                        + p.meaning()
                        + " |")
            .collect(Collectors.joining("\n"));
    assertThat(readme()).contains("|---|---|---|---|\n" + rows + "\n");
  }

  @Test
  void listsEveryCheck() throws IOException {
    String rows =
        Checks.all().stream()
            .map(c -> "| `" + c.name() + "` | " + c.looksAt() + " | " + c.finds() + " |")
            .collect(Collectors.joining("\n"));
    assertThat(readme()).contains("| check | looks at | finds |\n|---|---|---|\n" + rows + "\n");
  }

  @Test
  void tellsTheContainersLimits() throws IOException {
    assertThat(readme()).contains("## Container limits\n").contains("\n\n" + Limit.table() + "\n");
  }

  @Test
  void tellsTheContainersLimitsOfTls() throws IOException {
    assertThat(limits()).contains("\n\n" + TlsLimit.table() + "\n");
  }

  @Test
  void tellsWhoRefusesWhatIsHostile() throws IOException {
    assertThat(limits())
        .contains("\n\n" + HostileTable.table() + "\n")
        .contains(HostileTable.size() + " of them in");
  }

  private static String limits() throws IOException {
    String all = readme();
    return all.substring(all.indexOf("## Container limits\n"), all.indexOf("## Properties\n"));
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }
}
