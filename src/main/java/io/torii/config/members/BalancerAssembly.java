package io.torii.config.members;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.MemberUrl;
import io.torii.config.ProxyRule;
import io.torii.config.ProxyTls;
import io.torii.config.change.Overlay;
import io.torii.directive.Nearest;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Gathers the balancers and plain workers of one configuration, server by server, and makes the
 * model of them. One per load, one thread.
 *
 * <p>The order of calls matters as little as it does in httpd, with two exceptions: the main server
 * is read before the virtual hosts, and a virtual host that declares a balancer of the main server
 * anew does so before it names it in a ProxyPass (an error says so otherwise).
 */
public final class BalancerAssembly {

  /** What the keys of the main server's balancers start with. */
  public static final String MAIN = "main";

  private final Problems problems;
  private final Scope main;
  private final Map<String, Scope> hosts = new LinkedHashMap<>();

  public BalancerAssembly(Problems problems) {
    this.problems = problems;
    this.main = new Scope(MAIN, null, problems);
  }

  /** The main server. */
  public Scope main() {
    return main;
  }

  /**
   * A virtual host, with the main server behind it.
   *
   * @param id see {@link io.torii.config.VirtualHost#id}
   */
  public Scope host(String id) {
    return hosts.computeIfAbsent(id, key -> new Scope(id, main, problems));
  }

  /** The balancers and their members as operators' edits change them. */
  public Overlay.Layer edits() {
    return new BalancerEdits(this);
  }

  /** The main server or a virtual host, by its id. */
  Optional<Scope> scope(String id) {
    return id.equals(MAIN) ? Optional.of(main) : Optional.ofNullable(hosts.get(id));
  }

  /** The names of all balancers that any server declares or sends requests to, in lower case. */
  public Set<String> balancerNames() {
    Set<String> names = new TreeSet<>();
    scopes().forEach(s -> s.balancers.drafts().forEach(draft -> names.add(draft.name)));
    return names;
  }

  /**
   * Replaces the members of a balancer wherever it is declared; declares it in the main server if
   * it is not.
   *
   * @param members the words of a BalancerMember in a section, each
   */
  public void replaceMembers(String name, List<List<String>> members, Origin origin) {
    for (Scope scope : declaring(name)) {
      scope.balancers.declare(name, origin).members.clear();
      for (List<String> words : members) {
        scope.member(BalancerUrl.of(name), words, origin);
      }
    }
  }

  /** Sets one parameter of a balancer wherever it is declared. */
  public void override(String name, String key, String value, Origin origin) {
    if (!balancerNames().contains(name)) {
      problems.error(origin, "no balancer is called " + name + Nearest.hint(name, balancerNames()));
      return;
    }
    for (Scope scope : declaring(name)) {
      scope.set(BalancerUrl.of(name), List.of(key + "=" + value), origin);
    }
  }

  /**
   * {@code ProxyPass path url …} in front of all others of a server. For the main server a balancer
   * that only virtual hosts declare is found as well: the first host's.
   *
   * @param server its id
   */
  public Optional<ProxyRule> passInFront(String server, List<String> arguments, Origin origin) {
    if (!server.equals(MAIN)) {
      return host(server).passInFront(arguments, origin);
    }
    hosts.values().forEach(host -> main.balancers.borrow(host.balancers));
    return main.passInFront(arguments, origin);
  }

  /**
   * Checks everything and makes the balancers, by {@link BalancerConfig#key}. Call it once, when
   * all has been read and each scope has its {@linkplain Scope#defaults defaults}.
   */
  public Map<String, BalancerConfig> build() {
    Map<String, BalancerConfig> built = new LinkedHashMap<>();
    scopes()
        .forEach(
            scope -> {
              scope.finish();
              scope.balancers.drafts().forEach(draft -> named(scope, draft, built));
              scope.workers.drafts().forEach(draft -> plain(scope, draft, built));
            });
    return built;
  }

  private void named(Scope scope, BalancerDraft draft, Map<String, BalancerConfig> built) {
    BalancerDraft above = main.balancers.find(draft.name).orElse(draft);
    if (!draft.declared && !above.declared) {
      undeclared(scope, draft);
      return;
    }
    Scope owner = draft.members.isEmpty() ? main : scope; // httpd: the main server's members
    BalancerDraft source = draft.members.isEmpty() ? above : draft;
    ProxyTls tls = source.tls != null ? source.tls : owner.defaults().tls();
    MemberBuilder builder = new MemberBuilder(owner.defaults(), tls);
    List<MemberConfig> members = source.members.values().stream().map(builder::member).toList();
    if (members.isEmpty()) {
      problems.warn(
          draft.uses.isEmpty() ? draft.origin : draft.uses.get(0),
          BalancerUrl.of(draft.name)
              + " has no members: every request for it is answered 503, add a BalancerMember.");
    }
    ParameterValues values = BalancerBuilder.inherit(draft.values, above.values);
    String key = scope.balancers.key(draft.name);
    built.put(key, BalancerBuilder.named(key, draft, values, members));
  }

  private void undeclared(Scope scope, BalancerDraft draft) {
    for (Origin use : draft.uses) {
      problems.error(
          use,
          BalancerUrl.of(draft.name)
              + " is not declared: there is no <Proxy \""
              + BalancerUrl.of(draft.name)
              + "\"> with members"
              + Nearest.hint(draft.name, scope.balancers.names()));
    }
  }

  private static void plain(Scope scope, PlainDraft draft, Map<String, BalancerConfig> built) {
    MemberUrl url = draft.url();
    ProxyTls tls = scope.workers.tls(draft, scope.defaults().tls());
    // the path is each rule's own, so that a target always starts with a slash
    MemberConfig member =
        new MemberBuilder(scope.defaults(), tls)
            .plain(
                new MemberUrl(url.scheme(), url.host(), url.port(), ""),
                scope.workers.values(draft),
                draft.origin());
    built.put(
        draft.key(), BalancerBuilder.plain(draft.key(), url.toString(), member, draft.origin()));
  }

  private List<Scope> declaring(String name) {
    List<Scope> found = scopes().filter(s -> s.balancers.find(name).isPresent()).toList();
    return found.isEmpty() ? List.of(main) : found;
  }

  private Stream<Scope> scopes() {
    return Stream.concat(Stream.of(main), hosts.values().stream());
  }
}
