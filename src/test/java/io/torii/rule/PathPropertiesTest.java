package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.ProxyRule;
import io.torii.config.ServerSettings.EncodedSlashes;
import io.torii.rule.PathReading.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Paths of any client, and prefixes of any administrator. */
class PathPropertiesTest {

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of(
            "/", "/", "a", "b", ".", "..", "%2e", "%2E%2e", "%2F", "%25", "%41", "%c3")
        .list()
        .ofMaxSize(12)
        .map(parts -> "/" + String.join("", parts));
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.of("/", "/", "//", "a", "b", "ab")
        .list()
        .ofMaxSize(6)
        .map(parts -> "/" + String.join("", parts));
  }

  private static @Nullable String normalized(String raw, boolean merge) {
    return CanonicalPath.normalize(raw, merge) instanceof PathReading.Path path
        ? path.text()
        : null;
  }

  /** RFC 3986 §5.2.4 on a list of segments; null above the root. */
  private static @Nullable String resolved(String raw) {
    Deque<String> kept = new ArrayDeque<>();
    String unreserved = raw.replaceAll("(?i)%2e", ".").replace("%41", "A");
    List<String> segments =
        new ArrayList<>(List.of(unreserved.replaceAll("/+", "/").substring(1).split("/", -1)));
    String last = segments.get(segments.size() - 1);
    for (String segment : segments) {
      if (segment.equals("..")) {
        if (kept.pollLast() == null) {
          return null;
        }
      } else if (!segment.equals(".") && !segment.isEmpty()) {
        kept.add(segment);
      }
    }
    boolean folder = last.isEmpty() || last.equals(".") || last.equals("..");
    return "/" + String.join("/", kept) + (folder && !kept.isEmpty() ? "/" : "");
  }

  @Property(tries = 1000)
  void aPathIsResolvedSegmentBySegment(@ForAll("paths") String raw) {
    assertThat(normalized(raw, true)).isEqualTo(resolved(raw));
  }

  @Property(tries = 1000)
  void whatIsCanonicalStaysSo(@ForAll("paths") String raw, @ForAll boolean merge) {
    String once = normalized(raw, merge);
    if (once != null) {
      assertThat(normalized(once, merge)).isEqualTo(once);
      assertThat((once + "/").split("/", -1)).doesNotContain(".", "..");
    }
  }

  @Property(tries = 500)
  void noPathLeavesTheFolderBelowWhichItStays(
      @ForAll("paths") String raw, @ForAll @IntRange(max = 3) int deep) {
    String inside = normalized("/safe/" + "x/".repeat(deep) + raw.substring(1), true);
    String alone = normalized(raw, true);
    if (alone != null) {
      assertThat(inside).startsWith("/safe/" + "x/".repeat(deep));
    }
  }

  @Property(tries = 500)
  void anUnreservedCharacterIsTheSameEscaped(
      @ForAll("paths") String raw, @ForAll @IntRange(max = 20) int at) {
    int index = Math.min(at, raw.length() - 1);
    char c = raw.charAt(index);
    boolean free = (c == 'a' || c == 'b' || c == '.') && raw.lastIndexOf('%', index) < index - 2;
    String escaped =
        free
            ? raw.substring(0, index) + String.format("%%%02x", (int) c) + raw.substring(index + 1)
            : raw;
    assertThat(normalized(escaped, true)).isEqualTo(normalized(raw, true));
  }

  @Property(tries = 1000)
  void anEncodedSlashIsNeverTakenForASlashUnasked(@ForAll("paths") String raw) {
    String path = normalized(raw, true);
    if (path == null) {
      return;
    }
    PathReading off = CanonicalPath.decode(path, EncodedSlashes.OFF, true);
    PathReading kept = CanonicalPath.decode(path, EncodedSlashes.NO_DECODE, true);
    if (path.contains("%2F")) {
      assertThat(off).isEqualTo(Fault.ENCODED_SLASH);
    } else {
      assertThat(off).isEqualTo(kept);
    }
    String decoded = ((PathReading.Path) kept).text();
    assertThat(slashes(decoded)).isEqualTo(slashes(path));
  }

  private static long slashes(String path) {
    return path.chars().filter(c -> c == '/').count();
  }

  @Property(tries = 500)
  void whatIsSentIsReadAsWhatItWas(
      @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 255) Integer> bytes) {
    StringBuilder path = new StringBuilder("/");
    bytes.forEach(b -> path.append((char) b.intValue()));
    String sent = OutgoingPath.encode(path.toString(), false);
    assertThat(CanonicalPath.illegal(sent)).isFalse();
    assertThat(CanonicalPath.decode(sent, EncodedSlashes.OFF, true))
        .isEqualTo(new PathReading.Path(path.toString()));
  }

  @Property(tries = 1000)
  void aPrefixTakesWhatBeginsWithItsSegments(
      @ForAll("prefixes") String path, @ForAll("prefixes") String prefix) {
    String merged = PathPrefix.mergeSlashes(path);
    String start = PathPrefix.mergeSlashes(prefix);
    boolean begins =
        (merged + "/").startsWith(start.endsWith("/") ? start : start + "/")
            && merged.startsWith(start);
    int taken = PathPrefix.length(path, prefix);
    assertThat(taken > 0).isEqualTo(begins);
    if (begins) {
      assertThat(PathPrefix.mergeSlashes(path.substring(0, taken))).isEqualTo(start);
    }
  }

  @Property(tries = 60)
  void theIndexLeavesNoRuleOutThatTakesAPath(
      @ForAll @Size(min = 16, max = 40) List<@From("prefixes") String> rules,
      @ForAll @Size(max = 20) List<@From("prefixes") String> paths) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      String regex = "ProxyPassMatch ^" + rules.get(i) + "$ http://m/" + i;
      lines.add(i % 7 == 3 ? regex : "ProxyPass " + rules.get(i) + " !");
    }
    var configured = Site.of(lines.toArray(String[]::new)).config().main().rules();
    RuleIndex index = RuleIndex.of(configured);
    for (String path : paths) {
      List<Integer> expected = new ArrayList<>();
      for (int i = 0; i < configured.size(); i++) {
        boolean prefix = configured.get(i).match() instanceof ProxyRule.Match.Prefix;
        boolean takes =
            configured.get(i).match() instanceof ProxyRule.Match.Prefix p
                && PathPrefix.length(path, p.path()) > 0;
        if (takes || !prefix) {
          expected.add(i);
        }
      }
      assertThat(index).isNotNull();
      assertThat(Objects.requireNonNull(index).candidates(path))
          .as(path)
          .isSorted()
          .contains(expected.stream().mapToInt(Integer::intValue).toArray());
    }
  }
}
