package io.torii.config.directives;

import static io.torii.config.directives.Definition.directive;

import io.torii.config.Account.Place;
import io.torii.config.InvalidValueException;
import io.torii.config.ProxyRule;
import io.torii.config.ReverseRule;
import io.torii.config.ReverseRule.Kind;
import io.torii.config.Section;
import io.torii.config.directives.Definition.Phase;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules, balancers and their members; what they write is read by {@code config.members}. */
final class BalancerDirectives {

  private static final Set<Context> RULES =
      EnumSet.of(Context.SERVER, Context.VIRTUAL_HOST, Context.LOCATION);

  private static final String GROWTH =
      "has no effect: the manager adds as many balancers as are wanted";

  private BalancerDirectives() {}

  static List<Definition> all() {
    return List.of(
        directive(
                "ProxyPass",
                RULES,
                "[path] !|url [key=value …]",
                "passes paths on to a member or a balancer",
                (s, b) -> pass(s, b, false))
            .in(Phase.ROUTE),
        directive(
                "ProxyPassMatch",
                RULES,
                "[regex] !|url [key=value …]",
                "passes paths on by regular expression",
                (s, b) -> pass(s, b, true))
            .in(Phase.ROUTE),
        directive(
            "ProxyPassReverse",
            RULES,
            "[path] url [interpolate]",
            "makes a member's own URLs in a response ours",
            BalancerDirectives::reverse),
        directive(
            "ProxyPassReverseCookiePath",
            Context.NOT_IN_IF,
            "internal public [interpolate]",
            "replaces the path of cookies",
            (s, b) -> cookie(s, b, Kind.COOKIE_PATH)),
        directive(
            "ProxyPassReverseCookieDomain",
            Context.NOT_IN_IF,
            "internal public [interpolate]",
            "replaces the domain of cookies",
            (s, b) -> cookie(s, b, Kind.COOKIE_DOMAIN)),
        directive(
                "BalancerMember",
                Context.SERVERS_AND_PROXY,
                "[balancer] url [key=value …]",
                "adds a member to a balancer",
                (s, b) -> b.server().members().member(b.proxyUrl(), s.words(), s.origin()))
            .in(Phase.DECLARE),
        directive(
            "ProxySet",
            Context.SERVERS_AND_PROXY,
            "[url] key=value …",
            "sets parameters of a balancer or a worker",
            (s, b) -> b.server().members().set(b.proxyUrl(), s.words(), s.origin())),
        directive(
                "ProxyHCTemplate",
                Context.SERVERS,
                "name key=value …",
                "names parameters of health checks",
                (s, b) -> b.server().members().healthTemplate(s.words(), s.origin()))
            .in(Phase.DECLARE),
        Definition.of(
                "ProxyHCExpr",
                Context.SERVERS,
                Shape.text("name {expression}"),
                "names what a healthy response satisfies",
                BalancerDirectives::healthExpression)
            .in(Phase.DECLARE),
        directive(
            "BalancerGrowth",
            Context.SERVERS,
            "number",
            "accepted; balancers can be added without it",
            (s, b) -> {
              b.values().put(Key.GROWTH, s.integer(0, 0, 1000));
              s.elsewhere(Place.NEEDLESS, GROWTH);
            }),
        directive(
            "BalancerPersist",
            Context.GLOBAL,
            "On|Off",
            "whether what the manager changes outlives the process",
            (s, b) -> b.values().put(Key.PERSIST, s.onOff(0))),
        directive(
            "BalancerInherit",
            Context.SERVERS,
            "On|Off",
            "whether a virtual host has the main server's balancers",
            (s, b) -> b.values().put(Key.BALANCER_INHERIT, s.onOff(0))),
        directive(
            "HeartbeatStorage",
            Context.GLOBAL,
            "file",
            "what lbmethod=heartbeat reads",
            BalancerDirectives::heartbeat));
  }

  private static void pass(Statement s, Block block, boolean match) throws InvalidValueException {
    if (block.inServer()) {
      Optional<ProxyRule> rule =
          match
              ? block.server().members().passMatch(s.words(), s.origin())
              : block.server().members().pass(s.words(), s.origin());
      rule.ifPresent(block.server().rules::add);
      return;
    }
    Section.Match location = block.match().orElseThrow();
    block
        .server()
        .members()
        .passInside(location, match, s.words(), s.origin())
        .flatMap(block::replaceAlias)
        .ifPresent(
            former ->
                s.warn(
                    s.name()
                        + " replaces the one at "
                        + former.origin()
                        + ": a <Location> has one target; remove one of them."));
  }

  private static void reverse(Statement s, Block block) throws InvalidValueException {
    List<String> words = s.words();
    boolean interpolate = words.get(words.size() - 1).equals("interpolate");
    if (interpolate) {
      words = words.subList(0, words.size() - 1);
    }
    if (block.inServer()) {
      if (words.size() != 2) {
        throw new InvalidValueException(
            "ProxyPassReverse outside of a <Location> needs a path: write \"ProxyPassReverse /path"
                + " http://member/path\".");
      }
      add(s, block, Kind.LOCATION, words.get(1), words.get(0), interpolate);
      return;
    }
    if (words.size() != 1) {
      throw new InvalidValueException(
          "ProxyPassReverse in a <Location> takes no path, the Location has it: write"
              + " \"ProxyPassReverse "
              + words.get(words.size() - 1)
              + "\".");
    }
    Optional<String> path = block.locationPath();
    if (path.isEmpty()) {
      s.warn(
          "ProxyPassReverse has no effect in a <Location> that is a pattern, since it has no path"
              + " to put in front: write it outside, with a path.");
      return;
    }
    add(s, block, Kind.LOCATION, words.get(0), path.get(), interpolate);
  }

  private static void cookie(Statement s, Block block, Kind kind) throws InvalidValueException {
    boolean interpolate = s.count() == 3;
    if (interpolate && !s.word(2).equals("interpolate")) {
      throw new InvalidValueException(
          s.name() + " takes \"interpolate\" as a third argument, not \"" + s.word(2) + "\".");
    }
    add(s, block, kind, s.word(0), s.word(1), interpolate);
  }

  private static void add(
      Statement s, Block block, Kind kind, String from, String to, boolean interpolate) {
    block.settings().reverse.add(new ReverseRule(kind, from, to, interpolate, s.origin()));
  }

  private static void healthExpression(Statement s, Block block) throws InvalidValueException {
    String text =
        s.count() < 2 ? "" : s.node().text().strip().substring(s.word(0).length()).strip();
    if (!text.startsWith("{") || !text.endsWith("}")) {
      throw new InvalidValueException(
          "ProxyHCExpr takes a name and an expression in braces: write \"ProxyHCExpr ok"
              + " {%{REQUEST_STATUS} =~ /^[23]/}\".");
    }
    block
        .server()
        .members()
        .healthExpression(
            s.word(0),
            Syntax.condition(s.name(), text.substring(1, text.length() - 1)),
            s.origin());
  }

  private static void heartbeat(Statement s, Block block) throws InvalidValueException {
    block.values().put(Key.HEARTBEAT, s.reading().resolve(s.name(), s.word(0)));
  }
}
