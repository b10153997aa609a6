package io.torii.rule;

import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Mapping;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Preselects among many ProxyPass, so that a path is not compared with each: a prefix can take it
 * only if it is one of the path's own beginnings, of which there are two for each segment. What
 * else there is, such as regular expressions, always has to be tried.
 */
final class RuleIndex {

  /** Below this many rules looking at each is faster. */
  private static final int WORTH_IT = 16;

  private static final int[] NONE = {};

  /** Positions in ascending order. */
  private final Map<String, int[]> byPrefix = new HashMap<>();

  private int[] others = NONE;
  private int longest;

  private RuleIndex(List<ProxyRule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      ProxyRule rule = rules.get(i);
      if (rule.match() instanceof ProxyRule.Match.Prefix prefix
          && rule.mapping() != Mapping.SERVLET
          && !rule.interpolate()) {
        String merged = PathPrefix.mergeSlashes(Bytes.of(prefix.path()));
        longest = Math.max(longest, merged.length());
        byPrefix.merge(merged, new int[] {i}, RuleIndex::join);
      } else {
        others = join(others, new int[] {i});
      }
    }
  }

  /** An index, or null where the rules are too few. */
  static @Nullable RuleIndex of(List<ProxyRule> rules) {
    return rules.size() < WORTH_IT ? null : new RuleIndex(rules);
  }

  /** The positions of all rules that may take a path, in ascending order; more than those do. */
  int[] candidates(String path) {
    String merged = PathPrefix.mergeSlashes(path);
    int[] found = others;
    boolean sorted = true;
    int end = Math.min(merged.length(), longest);
    for (int i = 1; i <= end; i++) {
      boolean boundary =
          i == merged.length() || merged.charAt(i) == '/' || merged.charAt(i - 1) == '/';
      int[] rules = boundary ? byPrefix.get(merged.substring(0, i)) : null;
      if (rules != null) {
        sorted = found.length == 0;
        found = sorted ? rules : join(found, rules);
      }
    }
    if (!sorted) { // and so a copy of ours
      Arrays.sort(found);
    }
    return found;
  }

  private static int[] join(int[] first, int[] second) {
    int[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
