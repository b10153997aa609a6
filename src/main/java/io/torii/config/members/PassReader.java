package io.torii.config.members;

import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Match;
import io.torii.config.Section;
import io.torii.directive.InvalidRegexException;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import io.torii.directive.Regex;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads ProxyPass and ProxyPassMatch in all their forms. */
final class PassReader {

  private final PassTargets targets;
  private final RuleOrder order;
  private final Problems problems;

  /**
   * @param main the main server's rules, which stand in front of a virtual host's
   */
  PassReader(PassTargets targets, @Nullable PassReader main, Problems problems) {
    this.targets = targets;
    this.order = new RuleOrder(main == null ? null : main.order);
    this.problems = problems;
  }

  /** A rule of the server's own, behind the ones before. */
  Optional<ProxyRule> outside(String directive, List<String> arguments, Origin origin) {
    Optional<ProxyRule> rule = read(directive, arguments, origin);
    rule.ifPresent(this::warnOfShadow);
    return rule;
  }

  /** A rule in front of all others. */
  Optional<ProxyRule> inFront(List<String> arguments, Origin origin) {
    return read("ProxyPass", arguments, origin);
  }

  /** The rule of a Location. */
  Optional<ProxyRule> inside(
      Section.Match location, boolean match, List<String> arguments, Origin origin) {
    String directive = match ? "ProxyPassMatch" : "ProxyPass";
    if (arguments.isEmpty()) {
      problems.error(origin, directive + " takes a URL in a Location.");
      return Optional.empty();
    }
    if (arguments.get(0).startsWith("/") || arguments.get(0).equals("~")) {
      problems.error(
          origin,
          directive + " has no path of its own in a Location, write " + directive + " URL.");
      return Optional.empty();
    }
    return match(location, match, directive, origin)
        .flatMap(
            m ->
                targets.read(
                    directive,
                    m,
                    arguments.get(0),
                    arguments.subList(1, arguments.size()),
                    origin));
  }

  private Optional<ProxyRule> read(String directive, List<String> arguments, Origin origin) {
    boolean tilde = !arguments.isEmpty() && arguments.get(0).equals("~");
    List<String> words = tilde ? arguments.subList(1, arguments.size()) : arguments;
    if (words.size() < 2) {
      problems.error(origin, directive + " takes a path and a URL outside of a Location.");
      return Optional.empty();
    }
    boolean regex = tilde || directive.equals("ProxyPassMatch");
    return (regex ? regex(directive, words.get(0), origin) : prefix(words.get(0), origin))
        .flatMap(
            m -> targets.read(directive, m, words.get(1), words.subList(2, words.size()), origin));
  }

  private void warnOfShadow(ProxyRule rule) {
    order
        .shadow(rule)
        .ifPresent(
            earlier ->
                problems.warn(
                    rule.origin(),
                    "ProxyPass "
                        + rule.prefix().orElse("")
                        + " is never used: ProxyPass "
                        + earlier.prefix().orElse("")
                        + " at "
                        + earlier.origin()
                        + " takes its requests, write the longer path first."));
    order.add(rule);
  }

  private Optional<Match> match(
      Section.Match location, boolean match, String directive, Origin origin) {
    if (location instanceof Section.Match.Prefix prefix) {
      return match
          ? regex(directive, prefix.text(), origin)
          : Optional.of(new Match.Prefix(prefix.text()));
    }
    return Optional.of(
        new Match.Regex(
            location instanceof Section.Match.Glob glob
                ? glob.pattern()
                : ((Section.Match.Regex) location).pattern()));
  }

  private Optional<Match> prefix(String path, Origin origin) {
    if (!path.startsWith("/") && !path.startsWith("${")) {
      problems.error(
          origin, "ProxyPass " + path + ": a path starts with a slash, no request has this one.");
      return Optional.empty();
    }
    return Optional.of(new Match.Prefix(path));
  }

  private Optional<Match> regex(String directive, String regex, Origin origin) {
    try {
      return Optional.of(new Match.Regex(Regex.compile(regex, false)));
    } catch (InvalidRegexException e) {
      problems.error(origin, directive + " " + e.getMessage());
      return Optional.empty();
    }
  }
}
