package io.torii.rule.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.AuthConfig;
import io.torii.config.IpNetworkParser;
import io.torii.config.Requirement;
import io.torii.config.Requirement.All;
import io.torii.config.Requirement.Any;
import io.torii.config.Requirement.Every;
import io.torii.config.Requirement.None;
import io.torii.config.Requirement.Not;
import io.torii.config.Requirement.User;
import io.torii.rule.Request;
import io.torii.rule.Trail;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Requests;
import io.torii.rule.condition.Said;
import java.net.InetAddress;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLogicTest {

  private static final Requirement G = new All(true);
  private static final Requirement D = new All(false);
  private static final Requirement U = new User(Set.of("joe"));
  private static final Requirement N = new Not(D);

  private final Said said = new Said();
  private final Clock clock = Clock.fixed(Requests.RECEIVED, ZoneOffset.UTC);
  private final Map<InetAddress, String> reverse = new HashMap<>();
  private final Map<String, List<InetAddress>> forward = new HashMap<>();
  private int lookups;

  private final RequirementCheck.Parts parts =
      new RequirementCheck.Parts(
          new ConfirmedNames(
              new NameService() {
                @Override
                public Optional<String> nameOf(InetAddress address) {
                  lookups++;
                  return Optional.ofNullable(reverse.get(address));
                }

                @Override
                public List<InetAddress> addressesOf(String name) {
                  return forward.getOrDefault(name, List.of());
                }
              },
              clock),
          new Groups(clock, said),
          new ExpressionEvaluator(clock, said),
          said);

  private Verdict verdict(Requirement requirement, Request request) {
    return new RequirementCheck(request, AuthConfig.NONE, parts, Trail.NONE).of(requirement);
  }

  private Verdict verdict(Requirement requirement) {
    return verdict(requirement, Requests.get("/").make());
  }

  private static Any any(Requirement... of) {
    return new Any(List.of(of));
  }

  private static Every every(Requirement... of) {
    return new Every(List.of(of));
  }

  private static None none(Requirement... of) {
    return new None(List.of(of));
  }

  @Test
  void grantsIfAnyGrants() {
    assertThat(verdict(any(D, G))).isEqualTo(Verdict.GRANTED);
    assertThat(verdict(any(U, G))).isEqualTo(Verdict.GRANTED);
    assertThat(verdict(any(D, D))).isEqualTo(Verdict.DENIED);
    assertThat(verdict(any(D, U))).isEqualTo(Verdict.DENIED_NO_USER);
    assertThat(verdict(any(U, D))).isEqualTo(Verdict.DENIED_NO_USER);
    assertThat(verdict(any(N, D))).isEqualTo(Verdict.DENIED);
    assertThat(verdict(any(N))).isEqualTo(Verdict.NEUTRAL);
    assertThat(verdict(any())).isEqualTo(Verdict.NEUTRAL);
  }

  @Test
  void grantsIfAllGrantOrAreNeutral() {
    assertThat(verdict(every(G, G))).isEqualTo(Verdict.GRANTED);
    assertThat(verdict(every(G, N))).isEqualTo(Verdict.GRANTED);
    assertThat(verdict(every(N, G))).isEqualTo(Verdict.GRANTED);
    assertThat(verdict(every(N, N))).isEqualTo(Verdict.NEUTRAL);
    assertThat(verdict(every())).isEqualTo(Verdict.NEUTRAL);
    assertThat(verdict(every(G, D))).isEqualTo(Verdict.DENIED);
    assertThat(verdict(every(U, D))).isEqualTo(Verdict.DENIED);
    assertThat(verdict(every(G, U))).isEqualTo(Verdict.DENIED_NO_USER);
    assertThat(verdict(every(U, G))).isEqualTo(Verdict.DENIED_NO_USER);
    assertThat(verdict(every(U, N))).isEqualTo(Verdict.DENIED_NO_USER);
    assertThat(verdict(every(G, new Not(G)))).isEqualTo(Verdict.DENIED);
  }

  @Test
  void refusesButNeverGrantsByNegation() {
    assertThat(verdict(new Not(G))).isEqualTo(Verdict.DENIED);
    assertThat(verdict(new Not(D))).isEqualTo(Verdict.NEUTRAL);
    assertThat(verdict(new Not(U))).isEqualTo(Verdict.NEUTRAL);
    assertThat(verdict(none(D, D))).isEqualTo(Verdict.NEUTRAL);
    assertThat(verdict(none(D, G))).isEqualTo(Verdict.DENIED);
    assertThat(verdict(none())).isEqualTo(Verdict.NEUTRAL);
    assertThat(verdict(every(G, none(D)))).isEqualTo(Verdict.GRANTED);
    assertThat(verdict(every(G, none(D, G)))).isEqualTo(Verdict.DENIED);
    assertThat(verdict(any(every(D, G), every(G, none(D))))).isEqualTo(Verdict.GRANTED);
  }

  @ParameterizedTest
  @CsvSource({
    "10.2.9.9, GRANTED",
    "10.3.0.1, DENIED",
    "2001:db8::7, GRANTED",
    "192.0.2.5, GRANTED",
  })
  void looksAtTheAddress(String client, Verdict expected) {
    Requirement ip =
        new Requirement.Ip(
            List.of(
                IpNetworkParser.parse("10.2"),
                IpNetworkParser.parse("192.0.2.0/24"),
                IpNetworkParser.parse("2001:db8::/32")));
    assertThat(verdict(ip, Requests.get("/").from(client).make())).isEqualTo(expected);
  }

  @Test
  void takesTheClientFromBehindTheProxy() {
    Request request = Requests.get("/").from("127.0.0.1").make();
    request.client(Requests.address("10.2.0.1"));
    assertThat(verdict(new Requirement.Ip(List.of(IpNetworkParser.parse("10.2"))), request))
        .isEqualTo(Verdict.GRANTED);
    assertThat(verdict(new Requirement.Local(), request)).isEqualTo(Verdict.DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "127.9.9.9, 127.0.0.1, GRANTED",
    "::1, ::1, GRANTED",
    "192.0.2.80, 192.0.2.80, GRANTED",
    "192.0.2.81, 192.0.2.80, DENIED",
  })
  void knowsWhatIsLocal(String client, String local, Verdict expected) {
    assertThat(verdict(new Requirement.Local(), Requests.get("/").from(client).to(local).make()))
        .isEqualTo(expected);
  }

  @Test
  void looksAtVariables() {
    Request request = Requests.get("/").make();
    request.env().put("LET_ME_IN", "");
    assertThat(verdict(new Requirement.Env(List.of("NO", "LET_ME_IN")), request))
        .isEqualTo(Verdict.GRANTED);
    assertThat(verdict(new Requirement.Env(List.of("NO")), request)).isEqualTo(Verdict.DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, GET, GRANTED",
    "GET, HEAD, GRANTED",
    "HEAD, GET, GRANTED",
    "GET, get, DENIED",
    "POST, GET, DENIED",
    "PURGE, PURGE, GRANTED",
  })
  void looksAtTheMethod(String allowed, String method, Verdict expected) {
    assertThat(
            verdict(
                new Requirement.Method(Set.of(allowed)), Requests.get("/").method(method).make()))
        .isEqualTo(expected);
  }

  @Test
  void asksForAUserIfAnExpressionDoes() {
    assertThat(verdict(expr("%{REMOTE_USER} == 'joe'"))).isEqualTo(Verdict.DENIED_NO_USER);
    assertThat(verdict(expr("true && !(tolower(%{REMOTE_USER}) != 'joe')")))
        .isEqualTo(Verdict.DENIED_NO_USER);
    assertThat(verdict(expr("'x' in {'a', %{REMOTE_USER}}"))).isEqualTo(Verdict.DENIED_NO_USER);
    assertThat(verdict(expr("-n 'a%{REMOTE_USER}'"))).isEqualTo(Verdict.GRANTED);
    assertThat(verdict(expr("%{REQUEST_METHOD} == 'POST'"))).isEqualTo(Verdict.DENIED);
  }

  private static Requirement expr(String text) {
    return new Requirement.Expr(Requests.expression(text));
  }

  @ParameterizedTest
  @CsvSource({
    "example.com,       GRANTED",
    ".example.com,      GRANTED",
    "EXAMPLE.com,       GRANTED",
    "host.example.com,  GRANTED",
    "com,               GRANTED",
    "ample.com,         DENIED",
    "other.com,         DENIED",
    "a.host.example.com, DENIED",
  })
  void comparesTheConfirmedName(String name, Verdict expected) {
    InetAddress client = Requests.address("198.51.100.7");
    reverse.put(client, "Host.Example.com.");
    forward.put("Host.Example.com.", List.of(Requests.address("198.51.100.1"), client));
    Request request = Requests.get("/").from("198.51.100.7").make();
    Requirement host = new Requirement.Host(List.of("none.example", name));
    assertThat(verdict(host, request)).isEqualTo(expected);
    assertThat(verdict(host, request)).isEqualTo(expected);
    assertThat(lookups).isEqualTo(1);
    assertThat(said.all).isEmpty();
  }

  @Test
  void doesNotBelieveANameThatLeadsElsewhere() {
    InetAddress client = Requests.address("198.51.100.7");
    reverse.put(client, "host.example.com");
    forward.put("host.example.com", List.of(Requests.address("198.51.100.8")));
    Request request = Requests.get("/secret").from("198.51.100.7").make();
    assertThat(verdict(new Requirement.Host(List.of("example.com", "x")), request))
        .isEqualTo(Verdict.DENIED);
    assertThat(said.all)
        .containsExactly(
            "AH01753 access check of 'example.com x' to /secret failed, reason: unable to get the"
                + " remote host name of 198.51.100.7");
  }

  @Test
  void explainsEachStep() {
    List<String> steps = new ArrayList<>();
    Request request = Requests.get("/").make();
    Requirement tree =
        any(
            every(
                new Requirement.Ip(
                    List.of(IpNetworkParser.parse("10.2"), IpNetworkParser.parse("::1"))),
                G),
            new User(Set.of("joe", "amy")),
            new Requirement.Env(List.of("A", "B")),
            new Requirement.Method(Set.of("POST")),
            expr("false"),
            new Requirement.Local(),
            new Requirement.ValidUser(),
            new Requirement.Group(Set.of("staff")));
    new RequirementCheck(
            request, AuthConfig.NONE, parts, (step, finding) -> steps.add(step + ": " + finding))
        .of(tree);
    assertThat(steps)
        .containsExactly(
            "access: Require ip 10.2 ::1: denied",
            "access: Require user amy joe: denied (no authenticated user yet)",
            "access: Require env A B: denied",
            "access: Require method POST: denied",
            "access: Require expr: denied",
            "access: Require local: denied",
            "access: Require valid-user: denied (no authenticated user yet)",
            "access: Require group staff: denied (no authenticated user yet)");
  }
}
