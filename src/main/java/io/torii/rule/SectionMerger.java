package io.torii.rule;

import io.torii.config.RequestSettings;
import io.torii.config.Section;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sections that hold for a request and lays their settings over the host's own: the Proxy
 * sections of its target first, then the Locations of its path, each kind in the order of the
 * configuration. The result of each set of sections is made once and kept.
 */
final class SectionMerger {

  /** Sets of sections that are kept: more than any real file has, less than would fill a heap. */
  private static final int KEPT = 4096;

  private final RequestSettings base;
  private final List<Section> sections;
  private final SectionMatcher[] matchers;
  private final int proxies;
  private final boolean captures;
  private final MergedSettings none;
  private final Map<BitSet, MergedSettings> merged = new ConcurrentHashMap<>();

  SectionMerger(RequestSettings base, List<Section> proxySections, List<Section> locations) {
    this.base = base;
    this.proxies = proxySections.size();
    List<Section> all = new ArrayList<>(proxySections);
    all.addAll(locations);
    this.sections = List.copyOf(all);
    this.matchers = all.stream().map(SectionMatcher::new).toArray(SectionMatcher[]::new);
    boolean any = false;
    for (SectionMatcher matcher : matchers) {
      any |= matcher.captures();
    }
    this.captures = any;
    this.none = MergedSettings.of(base, List.of());
  }

  /** The Locations that take a path. */
  BitSet locations(String path) {
    BitSet set = new BitSet(matchers.length);
    if (matchers.length > proxies) {
      String slashes = PathPrefix.mergeSlashes(path);
      for (int i = proxies; i < matchers.length; i++) {
        if (matchers[i].location(path, slashes)) {
          set.set(i);
        }
      }
    }
    return set;
  }

  /** These Locations and the Proxy sections that take a target URL. */
  BitSet with(BitSet locations, String url) {
    if (proxies == 0) {
      return locations;
    }
    BitSet set = (BitSet) locations.clone();
    for (int i = 0; i < proxies; i++) {
      if (matchers[i].proxy(url)) {
        set.set(i);
      }
    }
    return set;
  }

  /** Sets {@code MATCH_NAME} for the sections of a set. */
  void capture(BitSet set, String path, @Nullable String url, Map<String, String> env) {
    if (!captures) {
      return;
    }
    for (int i = set.nextSetBit(0); i >= 0; i = set.nextSetBit(i + 1)) {
      if (i >= proxies) {
        matchers[i].capture(path, env);
      } else if (url != null) {
        matchers[i].capture(url, env);
      }
    }
  }

  /** The settings of a set, which must not be changed afterwards. */
  MergedSettings merged(BitSet set) {
    if (set.isEmpty()) {
      return none;
    }
    MergedSettings known = merged.get(set);
    if (known != null) {
      return known;
    }
    MergedSettings made = MergedSettings.of(base, of(set));
    if (merged.size() < KEPT) {
      merged.put(set, made);
    }
    return made;
  }

  /** The sections of a set, in the order in which they are merged. */
  List<Section> of(BitSet set) {
    return set.stream().mapToObj(sections::get).toList();
  }
}
