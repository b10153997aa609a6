package io.torii.config.members;

import io.torii.config.InvalidValueException;
import io.torii.config.MemberUrl;
import io.torii.config.ProxyTls;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The balancers that one server declares; those of the main server are seen from virtual hosts. */
final class NamedBalancers {

  private final String scope;
  private final @Nullable NamedBalancers parent;
  private final Problems problems;
  private final ParameterReader reader;
  private final HealthChecks checks;
  private final Map<String, BalancerDraft> drafts = new LinkedHashMap<>();

  /** Balancers of virtual hosts that may be named here. */
  private final Map<String, NamedBalancers> borrowed = new LinkedHashMap<>();

  /** What was named here while only the main server had it. */
  private final Map<String, Origin> inherited = new LinkedHashMap<>();

  NamedBalancers(
      String scope, @Nullable NamedBalancers parent, Problems problems, HealthChecks checks) {
    this.scope = scope;
    this.parent = parent;
    this.problems = problems;
    this.reader = new ParameterReader(problems, checks);
    this.checks = checks;
  }

  Collection<BalancerDraft> drafts() {
    return drafts.values();
  }

  Optional<BalancerDraft> find(String name) {
    return Optional.ofNullable(drafts.get(name));
  }

  /** The names that can be used here. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    drafts.values().stream().filter(d -> d.declared).forEach(d -> names.add(d.name));
    if (parent != null) {
      names.addAll(parent.names());
    }
    return names;
  }

  String key(String name) {
    return scope + "/" + name;
  }

  /** A Proxy section, or a property. */
  BalancerDraft declare(String name, Origin origin) {
    Origin use = drafts.containsKey(name) ? null : inherited.get(name);
    if (use != null) {
      problems.error(
          origin,
          BalancerUrl.of(name)
              + " is declared anew here, but "
              + use
              + " has already sent requests to the main server's: move that line below.");
    }
    BalancerDraft draft = drafts.computeIfAbsent(name, key -> new BalancerDraft(name, origin));
    draft.declared = true;
    return draft;
  }

  void member(BalancerDraft balancer, String url, List<String> words, Origin origin) {
    ParameterValues values = reader.read(WorkerParameters.TABLE, "BalancerMember", words, origin);
    MemberUrl memberUrl;
    try {
      memberUrl = MemberUrlParser.parse(url);
    } catch (InvalidValueException e) {
      problems.error(origin, String.valueOf(e.getMessage()));
      return;
    }
    if (balancer.members.containsKey(memberUrl)) {
      problems.warn(
          origin,
          "AH01149: "
              + memberUrl
              + " is already a member of "
              + BalancerUrl.of(balancer.name)
              + ", this line"
              + (words.isEmpty() ? "" : " and its " + String.join(" ", words))
              + " is ignored.");
      return;
    }
    if (memberUrl.path().endsWith("/")) {
      problems.warn(
          origin,
          "the slash at the end of "
              + memberUrl
              + " is doubled in front of each request's path, leave it out.");
    }
    balancer.members.put(
        memberUrl, new MemberDraft(memberUrl, values, checks.check(values, origin), origin));
  }

  /** Forgets a balancer that nothing names. */
  void remove(String name) {
    drafts.remove(name);
  }

  /** A rule that named a balancer is gone. */
  void unuse(Origin use) {
    drafts.values().forEach(draft -> draft.uses.remove(use));
    if (parent != null) {
      parent.unuse(use);
    }
  }

  /** Parameters for a balancer, from left to right over those it has. */
  void set(BalancerDraft balancer, String directive, List<String> words, Origin origin) {
    balancer.values.add(reader.read(BalancerParameters.TABLE, directive, words, origin));
  }

  void tls(BalancerDraft balancer, ProxyTls tls) {
    balancer.tls = tls;
  }

  /** Lets what {@code lender} declares be named here, unless it is declared here itself. */
  void borrow(NamedBalancers lender) {
    for (BalancerDraft draft : lender.drafts()) {
      if (draft.declared) {
        borrowed.putIfAbsent(draft.name, lender);
      }
    }
  }

  /**
   * A ProxyPass names a balancer.
   *
   * @return its key
   */
  String use(String name, String directive, List<String> words, Origin origin) {
    BalancerDraft own = drafts.get(name);
    BalancerDraft above = parent == null ? null : parent.drafts.get(name);
    if (own == null && parent != null && above != null && words.isEmpty()) {
      inherited.put(name, origin);
      above.uses.add(origin);
      return parent.key(name);
    }
    NamedBalancers lender = borrowed.get(name);
    if (own == null && lender != null) {
      return lender.use(name, directive, words, origin);
    }
    if (own == null) {
      own = new BalancerDraft(name, origin);
      drafts.put(name, own);
    }
    own.uses.add(origin);
    if (!words.isEmpty()) {
      own.declared = true;
      set(own, directive, words, origin);
    }
    return key(name);
  }
}
