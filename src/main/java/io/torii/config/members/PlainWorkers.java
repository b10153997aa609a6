package io.torii.config.members;

import io.torii.config.InvalidValueException;
import io.torii.config.MemberUrl;
import io.torii.config.ProxyTls;
import io.torii.directive.Nearest;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The targets of plain ProxyPasses of one server. Rules share one if URL and parameters are the
 * same; never with a balancer's member.
 */
final class PlainWorkers {

  /** Parameters for all workers below a URL. */
  private record Below(
      MemberUrl url, ParameterValues values, Optional<ProxyTls> tls, Origin origin) {

    boolean covers(MemberUrl worker) {
      return url.scheme().equals(worker.scheme())
          && url.authority().equals(worker.authority())
          && worker.path().startsWith(url.path());
    }
  }

  private final String scope;
  private final Problems problems;
  private final ParameterReader reader;
  private final Map<String, PlainDraft> drafts = new LinkedHashMap<>();
  private final List<Below> sections = new ArrayList<>();
  private final Map<MemberUrl, Below> sets = new LinkedHashMap<>();

  PlainWorkers(String scope, Problems problems, ParameterReader reader) {
    this.scope = scope;
    this.problems = problems;
    this.reader = reader;
  }

  Collection<PlainDraft> drafts() {
    return drafts.values();
  }

  /**
   * A ProxyPass names a worker.
   *
   * @return its key: the same for as long as URL and parameters stay
   */
  String use(MemberUrl url, String directive, List<String> words, Origin origin) {
    String key = scope + "/" + url + canonical(words);
    if (!drafts.containsKey(key)) {
      ParameterValues values = reader.read(WorkerParameters.TABLE, directive, words, origin);
      warnOfChecks(values, origin);
      drafts.put(key, new PlainDraft(key, url, values, origin));
    }
    return key;
  }

  /** {@code <Proxy http://…>} and a ProxySet in it: for what is at the URL or below. */
  void section(String url, String directive, List<String> words, Origin origin) {
    parse(url, origin)
        .ifPresent(
            at ->
                sections.add(
                    new Below(at, values(directive, words, origin), Optional.empty(), origin)));
  }

  void tls(String url, ProxyTls tls, Origin origin) {
    parse(url, origin)
        .ifPresent(
            at -> sections.add(new Below(at, new ParameterValues(), Optional.of(tls), origin)));
  }

  /** {@code ProxySet http://… key=value}: for what is at that very URL. */
  void set(String url, List<String> words, Origin origin) {
    Optional<MemberUrl> at = parse(url, origin);
    ParameterValues values = values("ProxySet", words, origin);
    at.ifPresent(
        u ->
            sets.computeIfAbsent(
                    u, k -> new Below(k, new ParameterValues(), Optional.empty(), origin))
                .values()
                .add(values));
  }

  /** A worker's parameters: a ProxySet's over its ProxyPass's over its section's. */
  ParameterValues values(PlainDraft draft) {
    ParameterValues values = new ParameterValues();
    for (Below section : sections) {
      if (section.covers(draft.url())) {
        values.add(section.values());
      }
    }
    values.add(draft.values());
    Below set = sets.get(draft.url());
    if (set != null) {
      values.add(set.values());
    }
    return values;
  }

  ProxyTls tls(PlainDraft draft, ProxyTls fallback) {
    ProxyTls found = fallback;
    for (Below section : sections) {
      if (section.tls().isPresent() && section.covers(draft.url())) {
        found = section.tls().get();
      }
    }
    return found;
  }

  /** Reports what no worker takes. */
  void checkUnused() {
    List<String> urls = drafts.values().stream().map(d -> d.url().toString()).distinct().toList();
    for (Below set : sets.values()) {
      if (drafts.values().stream().noneMatch(d -> d.url().equals(set.url()))) {
        problems.error(
            set.origin(),
            "ProxySet: no ProxyPass has the target "
                + set.url()
                + Nearest.hint(set.url().toString(), urls));
      }
    }
    for (Below section : sections) {
      boolean used = drafts.values().stream().anyMatch(d -> section.covers(d.url()));
      if (!used && !section.values().isEmpty()) {
        problems.warn(
            section.origin(),
            "no ProxyPass has a target below "
                + section.url()
                + ", its parameters have no effect.");
      }
    }
  }

  private ParameterValues values(String directive, List<String> words, Origin origin) {
    ParameterValues values = reader.read(WorkerParameters.TABLE, directive, words, origin);
    warnOfChecks(values, origin);
    return values;
  }

  private void warnOfChecks(ParameterValues values, Origin origin) {
    for (Parameter<?> parameter : values.parameters()) {
      if (parameter.effect() == Parameter.Effect.CHECK) {
        problems.warn(
            origin,
            parameter.key() + " has no effect: only the members of a balancer are checked.");
      }
    }
  }

  private Optional<MemberUrl> parse(String url, Origin origin) {
    try {
      return Optional.of(MemberUrlParser.parse(url));
    } catch (InvalidValueException e) {
      problems.error(origin, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** The parameters in an order of their own, so that the key does not depend on the writer's. */
  private static String canonical(List<String> words) {
    Map<String, String> sorted = new TreeMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      sorted.put(
          equals < 0 ? word : word.substring(0, equals).toLowerCase(Locale.ROOT),
          equals < 0 ? "" : word.substring(equals));
    }
    StringBuilder text = new StringBuilder();
    sorted.forEach((key, value) -> text.append(' ').append(key).append(value));
    return text.toString();
  }
}
