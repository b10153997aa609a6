package io.torii.config.members;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.ProxyRule;
import io.torii.directive.Origin;
import io.torii.directive.Problem;
import io.torii.directive.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A configuration read line by line, as the directive reader would. Words are split at blanks. */
final class Reading {

  final Problems problems = new Problems();
  final BalancerAssembly assembly = new BalancerAssembly(problems);
  final List<ProxyRule> rules = new ArrayList<>();
  private Scope scope = assembly.main();
  private int line;

  Reading host(String id) {
    scope = assembly.host(id);
    return this;
  }

  Reading main() {
    scope = assembly.main();
    return this;
  }

  Scope scope() {
    return scope;
  }

  Reading lines(String... lines) {
    for (String text : lines) {
      line(text);
    }
    return this;
  }

  /** In {@code <Proxy url>}. */
  Reading section(String url, String... lines) {
    scope.proxySection(url, List.of(), next());
    for (String text : lines) {
      List<String> words = words(text);
      if (words.get(0).equals("BalancerMember")) {
        scope.member(url, words.subList(1, words.size()), next());
      } else {
        scope.set(url, words.subList(1, words.size()), next());
      }
    }
    return this;
  }

  private void line(String text) {
    List<String> words = words(text);
    List<String> arguments = words.subList(1, words.size());
    switch (words.get(0)) {
      case "BalancerMember" -> scope.member(null, arguments, next());
      case "ProxySet" -> scope.set(null, arguments, next());
      case "ProxyPass" -> add(scope.pass(arguments, next()));
      case "ProxyPassMatch" -> add(scope.passMatch(arguments, next()));
      case "ProxyHCTemplate" -> scope.healthTemplate(arguments, next());
      default -> throw new IllegalArgumentException(text);
    }
  }

  Reading add(Optional<ProxyRule> rule) {
    rule.ifPresent(rules::add);
    return this;
  }

  Origin next() {
    return new Origin("f.conf", ++line);
  }

  Map<String, BalancerConfig> build() {
    return assembly.build();
  }

  /** The balancer of a key. */
  static BalancerConfig get(Map<String, BalancerConfig> built, String key) {
    return Objects.requireNonNull(built.get(key), key);
  }

  /** The only balancer. */
  BalancerConfig balancer() {
    return build().values().iterator().next();
  }

  /** The only member of the only balancer. */
  MemberConfig member() {
    return balancer().members().get(0);
  }

  /** All problems as {@code SEVERITY file:line: message}. */
  List<String> problems() {
    return problems.all().stream().map(Reading::text).toList();
  }

  /** The messages alone. */
  List<String> messages() {
    return problems.all().stream().map(Problem::message).toList();
  }

  private static String text(Problem problem) {
    return problem.severity() + " " + problem;
  }

  private static List<String> words(String text) {
    return List.of(text.split(" +"));
  }
}
