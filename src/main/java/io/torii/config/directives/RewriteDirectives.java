package io.torii.config.directives;

import static io.torii.config.directives.Definition.directive;

import io.torii.config.InvalidValueException;
import io.torii.config.RewriteCondition;
import io.torii.config.RewriteRule;
import io.torii.config.RewriteRule.Action;
import io.torii.config.RewriteRule.Flag;
import io.torii.config.RewriteText;
import io.torii.config.directives.Definition.Phase;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** RewriteEngine, RewriteCond and RewriteRule, outside of directories (mod_rewrite). */
final class RewriteDirectives {

  private static final String USAGE = "pattern substitution [flags]";

  private RewriteDirectives() {}

  static List<Definition> all() {
    return List.of(
        directive(
            "RewriteEngine",
            Context.SERVERS,
            "On|Off",
            "whether RewriteRules hold; a virtual host inherits it, but no rules",
            (s, b) -> b.values().put(Key.REWRITE, s.onOff(0))),
        Definition.of(
                "RewriteCond",
                Context.SERVERS,
                Shape.text("test-string test [flags]"),
                "when the next RewriteRule holds",
                (s, b) -> b.server().rewrites.condition(RewriteConditions.read(s), s.origin()))
            .in(Phase.ROUTE),
        Definition.of(
                "RewriteRule",
                Context.SERVERS,
                Shape.text(USAGE),
                "changes paths and queries, redirects, forwards or refuses, before ProxyPass",
                RewriteDirectives::rule)
            .in(Phase.ROUTE));
  }

  private static void rule(Statement s, Block block) throws InvalidValueException {
    List<RewriteCondition> conditions = block.server().rewrites.takeConditions();
    RewriteArguments words = RewriteArguments.of(s, USAGE);
    RewriteFlags flags = RewriteFlags.read(words.flags());
    boolean negated = words.first().startsWith("!");
    Pattern pattern =
        Syntax.regex(
            "RewriteRule", negated ? words.first().substring(1) : words.first(), flags.ignoreCase);
    boolean keeps = words.second().equals("-") || flags.answer != 0;
    Optional<RewriteText> substitution =
        keeps ? Optional.empty() : Optional.of(substitution(words.second(), flags));
    Action action =
        substitution.isPresent()
            ? action(s, block, pattern, substitution.get(), flags)
            : inPlace(s, flags);
    block
        .server()
        .rewrites
        .rule(
            new RewriteRule(
                pattern,
                negated,
                conditions,
                substitution,
                action,
                flags.plain,
                flags.escapes(),
                flags.skip,
                flags.variables,
                s.origin()));
  }

  /** A question mark at the very end discards the query, and is no part of the path. */
  private static RewriteText substitution(String written, RewriteFlags flags)
      throws InvalidValueException {
    String text = written;
    if (written.endsWith("?")) {
      if (flags.plain.contains(Flag.QUERY_APPEND)) {
        flags.plain.add(Flag.QUERY_LAST);
      } else {
        flags.plain.add(Flag.QUERY_NONE);
        text = written.substring(0, written.length() - 1);
      }
    } else if (flags.plain.contains(Flag.QUERY_DISCARD) && written.indexOf('?') < 0) {
      flags.plain.add(Flag.QUERY_NONE);
    }
    return RewriteTexts.read("RewriteRule", text);
  }

  private static Action inPlace(Statement s, RewriteFlags flags) throws InvalidValueException {
    if (flags.answer != 0) {
      return new Action.Answer(flags.answer);
    }
    if (flags.proxy || flags.redirect != 0) {
      throw new InvalidValueException(
          s.name()
              + " with \"-\" changes nothing, and "
              + (flags.proxy ? "P" : "R")
              + " needs where to go: write the URL in place of \"-\".");
    }
    return new Action.Continue();
  }

  private static Action action(
      Statement s, Block block, Pattern pattern, RewriteText substitution, RewriteFlags flags)
      throws InvalidValueException {
    if (flags.proxy) {
      return RewriteTargets.read(block.server().members(), pattern, substitution, s.origin());
    }
    return flags.redirect != 0 ? new Action.Redirect(flags.redirect) : new Action.Continue();
  }
}
