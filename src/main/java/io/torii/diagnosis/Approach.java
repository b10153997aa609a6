package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.Format.Token;
import io.torii.config.HeaderRule.Action;
import io.torii.config.HeaderRule.Condition;
import io.torii.config.MemberUrl;
import io.torii.config.ProxyConfig;
import io.torii.config.ProxyRule.Match;
import io.torii.config.ServerName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way a request takes to a member.
 *
 * @param passing the rule that it comes by; null if none leads there
 * @param path what is asked for, as it goes on the wire
 * @param host the Host field
 * @param serverName what TLS asks for and looks for in the certificate
 */
record Approach(
    Balancer balancer,
    Member member,
    @Nullable Passing passing,
    String path,
    String host,
    String serverName) {

  /** More rules than that to one member are not tried out. */
  private static final int MOST = 5;

  /** The ways to a member, at least one; rules that differ in nothing we ask for are one. */
  static List<Approach> to(Balancer balancer, Member member, ProxyConfig config) {
    List<Approach> found = new ArrayList<>();
    for (Passing passing : Passing.to(balancer.key(), config)) {
      boolean literal =
          passing.rule().match() instanceof Match.Prefix
              && !passing.rule().interpolate()
              && passing.targetPath().indexOf('$') < 0;
      if (literal && found.size() < MOST) {
        Approach next = by(passing, balancer, member);
        if (found.stream().noneMatch(a -> a.path.equals(next.path) && a.host.equals(next.host))) {
          found.add(next);
        }
      }
    }
    return found.isEmpty()
        ? List.of(
            new Approach(
                balancer,
                member,
                null,
                path(member, ""),
                member.url().authority(),
                member.url().host()))
        : found;
  }

  private static Approach by(Passing passing, Balancer balancer, Member member) {
    Optional<ServerName> name =
        passing.settings().preservesHost() ? passing.host().name() : Optional.empty();
    return new Approach(
        balancer,
        member,
        passing,
        path(member, passing.targetPath()),
        name.map(ServerName::host).orElse(member.url().authority()),
        name.map(ServerName::host).orElse(member.url().host()));
  }

  private static String path(Member member, String target) {
    String path = member.url().path() + target;
    return path.isEmpty() ? "/" : encoded(path.startsWith("/") ? path : "/" + path);
  }

  /** What cannot stand in a request line is written as UTF-8 in percents. */
  private static String encoded(String path) {
    StringBuilder out = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 127) {
        out.append((char) b);
      } else {
        out.append('%').append(String.format("%02X", b));
      }
    }
    return out.toString();
  }

  /**
   * What a request tells of the client's side, unless ProxyAddHeaders is off: members that build
   * their redirects from it would else seem to send browsers to themselves.
   */
  List<String> forwarded() {
    if (passing == null || !passing.settings().addsHeaders()) {
      return List.of();
    }
    Optional<ServerName> name = passing.host().name();
    String scheme = passing.host().tls().isPresent() ? "https" : "http";
    int port = name.flatMap(ServerName::port).orElse(MemberUrl.defaultPort(scheme));
    List<String> fields = new ArrayList<>();
    fields.add("X-Forwarded-For: 127.0.0.1");
    name.ifPresent(n -> fields.add("X-Forwarded-Host: " + text(n)));
    fields.add("X-Forwarded-Proto: " + written("X-Forwarded-Proto", passing).orElse(scheme));
    fields.add("X-Forwarded-Port: " + port);
    return fields;
  }

  /** What a RequestHeader without condition sets, such as behind somebody who takes TLS off. */
  private static Optional<String> written(String name, Passing passing) {
    return passing.settings().requestHeaders().stream()
        .filter(rule -> rule.name().equalsIgnoreCase(name) && rule.action() == Action.SET)
        .filter(rule -> rule.condition() instanceof Condition.Always)
        .flatMap(rule -> rule.value().tokens().stream().limit(1))
        .filter(Token.Text.class::isInstance)
        .map(token -> ((Token.Text) token).text())
        .findFirst();
  }

  /** A virtual host's name as a browser's Host field has it. */
  static String text(ServerName name) {
    return name.host() + name.port().map(port -> ":" + port).orElse("");
  }

  /** The same way to another place behind the member's own path. */
  Approach at(String target) {
    return new Approach(balancer, member, passing, path(member, target), host, serverName);
  }

  Subject subject() {
    return Subject.of(balancer, member);
  }
}
