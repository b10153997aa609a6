package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.IpNetworkParser;
import io.torii.config.Requirement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessDirectivesTest {

  @Test
  void readsEveryProvider() {
    Requirement require =
        require(
            "Require all granted",
            "Require ip 10.2 192.168.0.0/255.255.0.0 ::1",
            "Require host example.com .example.org#comment",
            "Require local",
            "Require user alice bob",
            "Require group staff",
            "Require valid-user",
            "Require env FRIEND",
            "Require method GET HEAD");

    assertThat(require)
        .isEqualTo(
            new Requirement.Any(
                List.of(
                    new Requirement.All(true),
                    new Requirement.Ip(
                        List.of(
                            IpNetworkParser.parse("10.2"),
                            IpNetworkParser.parse("192.168.0.0/255.255.0.0"),
                            IpNetworkParser.parse("::1"))),
                    new Requirement.Host(List.of("example.com", ".example.org")),
                    new Requirement.Local(),
                    new Requirement.User(Set.of("alice", "bob")),
                    new Requirement.Group(Set.of("staff")),
                    new Requirement.ValidUser(),
                    new Requirement.Env(List.of("FRIEND")),
                    new Requirement.Method(Set.of("GET", "HEAD")))));
  }

  @Test
  void readsExpressions() {
    assertThat(require("Require expr \"%{REQUEST_METHOD} == 'GET'\""))
        .isEqualTo(require("Require expr %{REQUEST_METHOD} == 'GET'"))
        .isInstanceOf(Requirement.Expr.class);
  }

  @Test
  void leavesASingleLineAsItIs() {
    assertThat(require("Require all denied")).isEqualTo(new Requirement.All(false));
  }

  @Test
  void readsContainers() {
    assertThat(
            require(
                "<RequireAll>",
                "  Require all granted",
                "  Require not env FOE",
                "  <RequireNone>",
                "    Require local",
                "  </RequireNone>",
                "  <RequireAny>",
                "    Require user alice",
                "    Require valid-user",
                "  </RequireAny>",
                "</RequireAll>"))
        .isEqualTo(
            new Requirement.Every(
                List.of(
                    new Requirement.All(true),
                    new Requirement.Not(new Requirement.Env(List.of("FOE"))),
                    new Requirement.None(List.of(new Requirement.Local())),
                    new Requirement.Any(
                        List.of(
                            new Requirement.User(Set.of("alice")), new Requirement.ValidUser())))));
  }

  @Test
  void doesNotComplainTwiceAboutALineThatCannotBeRead() {
    assertThat(
            Conf.of("<Location /a>", "<RequireAny>", "Require ip x", "</RequireAny>", "</Location>")
                .errors())
        .hasSize(1);
  }

  @Test
  void readsAuthenticationFromSeveralSections() {
    Conf conf =
        Conf.of(
            "<Location />",
            "  AuthType Basic",
            "  AuthName \"Members only\"",
            "  AuthBasicProvider file",
            "  AuthUserFile users",
            "  AuthGroupFile groups",
            "</Location>",
            "<Location /a>",
            "  Require group staff",
            "</Location>",
            "<Location /b>",
            "  AuthType None",
            "  Require all granted",
            "</Location>");

    assertThat(conf.location(0).auth().basic()).isTrue();
    assertThat(conf.location(0).auth().realm()).contains("Members only");
    assertThat(conf.location(0).auth().userFile().map(conf::relative)).contains("users");
    assertThat(conf.location(0).auth().groupFile().map(conf::relative)).contains("groups");
    assertThat(conf.config().files()).extracting(conf::relative).contains("users", "groups");
  }

  @Test
  void namesWhatIsMissingForALogin() {
    assertThat(
            Conf.of(
                    "<Location /a>",
                    "  AuthType Basic",
                    "  AuthUserFile users",
                    "  Require valid-user",
                    "</Location>")
                .errors())
        .containsExactly(
            "t.conf:1: Somebody must log in here, but no section says how: AuthName is missing;"
                + " write AuthType Basic, AuthName and AuthUserFile.");
  }

  private static Requirement require(String... lines) {
    String[] all = new String[lines.length + 5];
    all[0] = "<Location /a>";
    all[1] = "AuthType Basic";
    all[2] = "AuthName a";
    all[3] = "AuthUserFile users";
    System.arraycopy(lines, 0, all, 4, lines.length);
    all[all.length - 1] = "</Location>";
    Requirement requirement = Conf.of(all).location(0).require();
    assertThat(requirement).isNotNull();
    return java.util.Objects.requireNonNull(requirement);
  }
}
