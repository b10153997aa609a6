package io.torii.config.directives;

import static io.torii.config.directives.Definition.section;

import io.torii.config.HostAddress;
import io.torii.config.InvalidValueException;
import io.torii.config.RequestSettings;
import io.torii.config.Section;
import io.torii.config.directives.Definition.Phase;
import io.torii.directive.expr.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The sections. */
final class SectionDirectives {

  private SectionDirectives() {}

  static List<Definition> all() {
    return List.of(
        section(
                "VirtualHost",
                Context.GLOBAL,
                Shape.of("address[:port] …"),
                "a server of its own, chosen by address and name",
                SectionDirectives::virtualHost)
            .in(Phase.INHERIT),
        section(
                "Location",
                Context.SERVERS,
                Shape.of("[~] path"),
                "settings for paths",
                SectionDirectives::location)
            .in(Phase.ROUTE),
        section(
                "LocationMatch",
                Context.SERVERS,
                Shape.of("regex"),
                "settings for paths by regular expression",
                SectionDirectives::location)
            .in(Phase.ROUTE),
        section(
                "Proxy",
                Context.SERVERS,
                Shape.of("[~] url [key=value …]"),
                "a balancer's members, and settings for targets",
                SectionDirectives::proxy)
            .in(Phase.DECLARE),
        section(
                "ProxyMatch",
                Context.SERVERS,
                Shape.of("regex"),
                "settings for targets by regular expression",
                SectionDirectives::proxy)
            .in(Phase.DECLARE),
        section(
            "If",
            Context.ANYWHERE,
            Shape.text("expression"),
            "settings for requests that satisfy an expression",
            SectionDirectives::start),
        section(
            "ElseIf",
            Context.ANYWHERE,
            Shape.text("expression"),
            "further requests, behind an If",
            SectionDirectives::proceed),
        section(
            "Else",
            Context.ANYWHERE,
            Shape.of(""),
            "all other requests, behind an If",
            SectionDirectives::otherwise),
        container("RequireAny", "whoever one of its Require admits", RequirementDraft::any),
        container("RequireAll", "whoever all of its Require admit", RequirementDraft::all),
        container("RequireNone", "nobody whom one of its Require admits", RequirementDraft::none));
  }

  private static void virtualHost(Statement s, Block block) throws InvalidValueException {
    List<HostAddress> addresses = new ArrayList<>();
    for (String word : s.words()) {
      List<HostAddress> named = Addresses.virtualHost(word);
      if (named.isEmpty()) {
        // A name service that is down must not keep the other hosts from being served.
        s.warn(
            "<VirtualHost> names the host \""
                + word
                + "\", which does not resolve (AH00547), and is not served there: write an address"
                + " or *, and the name as ServerName.");
      }
      addresses.addAll(named);
    }
    ServerDraft host = s.reading().servers().host(s);
    host.addresses.addAll(addresses);
    s.readServerInto(host.block());
  }

  private static void location(Statement s, Block block) throws InvalidValueException {
    Section.Match match = match(s, s.count() - 1, "LocationMatch", false);
    String argument = s.word(s.count() - 1);
    if (match instanceof Section.Match.Prefix && !argument.startsWith("/")) {
      s.warn(
          "<Location> \""
              + argument
              + "\" matches no request: paths start with a slash, and Torii is no forward proxy.");
    }
    Block inner = block.section(Context.LOCATION, argument, match);
    s.readInto(inner);
    block.server().add(Context.LOCATION, new Section(match, inner.finish(), s.origin()));
  }

  private static void proxy(Statement s, Block block) throws InvalidValueException {
    boolean regex = s.node().is("ProxyMatch") || s.word(0).equals("~");
    int index = s.word(0).equals("~") ? 1 : 0;
    if (index >= s.count() || (regex && s.count() > index + 1)) {
      throw new InvalidValueException(
          s.written() + " takes one regular expression behind its name, not " + s.words() + ".");
    }
    Section.Match match = match(s, index, "ProxyMatch", true);
    String argument = s.word(index);
    List<String> parameters = s.rest(index + 1);
    if (match instanceof Section.Match.Prefix && argument.contains("://")) {
      block.server().members().proxySection(argument, parameters, s.origin());
    } else if (!parameters.isEmpty()) {
      throw new InvalidValueException(
          "<Proxy> takes parameters only with a URL, not with the pattern \"" + argument + "\".");
    }
    Block inner = block.section(Context.PROXY, argument, match);
    s.readInto(inner);
    block.server().add(Context.PROXY, new Section(match, inner.finish(), s.origin()));
    if (!inner.values().isEmpty()) {
      memberTls(s, inner, match);
    }
  }

  private static void memberTls(Statement s, Block inner, Section.Match match)
      throws InvalidValueException {
    if (!(match instanceof Section.Match.Prefix)) {
      throw new InvalidValueException(
          s.written()
              + " \""
              + inner.argument()
              + "\" is a pattern, and SSLProxy directives belong to one URL: write them into"
              + " <Proxy \"balancer://name\">, or outside for all members.");
    }
    inner
        .server()
        .memberTls
        .add(new ServerDraft.MemberTls(inner.argument(), inner.values(), s.origin()));
  }

  private static Section.Match match(Statement s, int index, String regexName, boolean slashes)
      throws InvalidValueException {
    boolean tilde = s.word(0).equals("~");
    if (s.node().is(regexName) || (tilde && index > 0)) {
      return new Section.Match.Regex(s.regex(index));
    }
    if (s.count() > 1 && s.node().is("Location")) {
      throw new InvalidValueException(
          "<Location> takes one path, or ~ and a regular expression, not " + s.words() + ".");
    }
    return Globs.match(s.written(), s.word(index), slashes);
  }

  private static void start(Statement s, Block block) throws InvalidValueException {
    Expression condition = condition(s);
    block.conditionals().start(condition, branch(s, block));
  }

  private static void proceed(Statement s, Block block) throws InvalidValueException {
    Expression condition = condition(s);
    belong(s, block);
    block.conditionals().add(condition, branch(s, block));
  }

  private static void otherwise(Statement s, Block block) throws InvalidValueException {
    belong(s, block);
    block.conditionals().end(branch(s, block));
  }

  private static RequestSettings branch(Statement s, Block block) {
    Block inner = block.branch();
    s.readInto(inner);
    return inner.finish();
  }

  private static Expression condition(Statement s) throws InvalidValueException {
    if (s.count() == 0) {
      throw new InvalidValueException(
          s.written() + " needs an expression: write <" + s.name() + " \"%{HTTP_HOST} == 'a'\">.");
    }
    return Syntax.condition(s.written(), s.count() == 1 ? s.word(0) : s.node().text());
  }

  private static void belong(Statement s, Block block) throws InvalidValueException {
    if (!block.conditionals().isOpen()) {
      throw new InvalidValueException(
          s.written() + " stands without an <If> in front of it in the same section.");
    }
  }

  private static Definition container(
      String name, String description, Supplier<RequirementDraft> draft) {
    return section(
        name,
        Context.ACCESS,
        Shape.of(""),
        description,
        (s, block) -> {
          RequirementDraft requirements = draft.get();
          s.readInto(block.requirements(requirements));
          if (requirements.onlyNegative() && s.node().is("RequireAll")) {
            throw new InvalidValueException(
                "<RequireAll> only says who may not pass (AH01624): add who may, such as"
                    + " \"Require all granted\".");
          }
          block.requirement().add(requirements.close());
        });
  }
}
