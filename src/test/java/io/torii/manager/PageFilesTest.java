package io.torii.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files: complete, ours alone, and without a way from a value to markup. */
class PageFilesTest {

  private static final Path SOURCES = Path.of("src/main/webapp/manager");
  private static final Pattern IMPORT = Pattern.compile("(?:from|import) '\\./([^']+)'");
  private static final Pattern LINK = Pattern.compile("@prefix@/assets/([^\"]+)\"");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void isReadInOneGo(Path file) throws IOException {
    assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(250);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void makesNoMarkupOfValuesAndLoadsNothingFromElsewhere(Path file) throws IOException {
    assertThat(Files.readString(file))
        .doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|srcdoc")
        .doesNotContainPattern("\\beval\\(|new Function|javascript:|\\bstyle=|\\son[a-z]+=\"")
        .doesNotContainPattern("(src|href)=\"(https?:)?//|url\\(|@import");
  }

  @Test
  void everythingThatIsLoadedIsThereAndNothingElse() throws IOException {
    Set<String> reached = new HashSet<>(Set.of(PageResource.FILE));
    LINK.matcher(text(PageResource.FILE)).results().forEach(link -> reach(link.group(1), reached));

    List<String> own = sources().stream().map(file -> file.getFileName().toString()).toList();
    assertThat(reached)
        .containsAll(own)
        .filteredOn(name -> !own.contains(name))
        .containsExactlyInAnyOrder("uPlot.esm.js", "uPlot.min.css");
    assertThat(text("uPlot.LICENSE.txt")).contains("MIT License");
  }

  private static void reach(String name, Set<String> reached) {
    if (reached.add(name) && name.endsWith(".js")) {
      IMPORT.matcher(text(name)).results().forEach(found -> reach(found.group(1), reached));
    }
  }

  private static String text(String name) {
    return PageFiles.find(name).orElseThrow(() -> new AssertionError(name)).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "js",
        ".js",
        "../openapi.yaml",
        "../page/app.js",
        "page/app.js",
        "./app.js",
        "PageFiles.class",
        "app.js\0.css",
        "nothing.js"
      })
  void knowsNoOtherNames(String name) {
    assertThat(PageFiles.find(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/balancer-manager, ./balancer-manager",
    "/balancer-manager/, .",
    "/a/b/manager, ./manager",
    "//host/manager, ./manager",
    "/javascript:x, ./javascript:x",
    "/, .",
  })
  void isRelativeToWhereItWasAskedFor(String asked, String prefix) {
    assertThat(PageResource.prefix(asked)).isEqualTo(prefix);
  }

  @Test
  void theTagFollowsTheBytes() {
    PageFiles.PageFile one = PageFiles.PageFile.of("1", "text/css");
    PageFiles.PageFile other = PageFiles.PageFile.of("2", "text/css");
    assertThat(one.tag().isWeak()).isFalse();
    assertThat(one.tag()).isNotEqualTo(other.tag());
    assertThat(one.tag()).isEqualTo(PageFiles.PageFile.of("1", "text/css").tag());
  }
}
