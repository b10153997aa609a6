package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.EnvRule;
import io.torii.config.Format;
import io.torii.config.HeaderRule;
import io.torii.config.HeaderRule.Action;
import io.torii.config.HeaderRule.Condition;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HeaderDirectivesTest {

  @Test
  void readsEveryAction() {
    assertThat(
            Conf.of(
                    "Header set X-A 1",
                    "Header append X-A 2",
                    "Header merge X-A 3",
                    "Header add X-A 4",
                    "Header unset X-A",
                    "Header edit X-A ^a b",
                    "Header edit* X-A a b",
                    "Header setifempty X-A: 5",
                    "Header note X-A name")
                .settings()
                .responseHeaders())
        .extracting(r -> r.action() + " " + r.name() + " " + r.value().source())
        .containsExactly(
            "SET X-A 1",
            "APPEND X-A 2",
            "MERGE X-A 3",
            "ADD X-A 4",
            "UNSET X-A ",
            "EDIT X-A b",
            "EDIT_ALL X-A b",
            "SET_IF_EMPTY X-A 5",
            "NOTE X-A name");
  }

  @Test
  void readsTablesAndConditions() {
    List<HeaderRule> rules =
        Conf.of(
                "Header always set X-A \"a b\" env=FRIEND",
                "Header onsuccess unset X-A env=!FRIEND",
                "Header edit X-A a b \"expr=%{REQUEST_STATUS} == 200\"")
            .settings()
            .responseHeaders();

    assertThat(rules).extracting(HeaderRule::always).containsExactly(true, false, false);
    assertThat(rules.get(0).value().text()).isEqualTo("a b");
    assertThat(rules.get(0).condition()).isEqualTo(new Condition.Env("FRIEND", true));
    assertThat(rules.get(1).condition()).isEqualTo(new Condition.Env("FRIEND", false));
    assertThat(rules.get(2).condition()).isInstanceOf(Condition.Expr.class);
    assertThat(Objects.requireNonNull(rules.get(2).pattern()).pattern()).isEqualTo("a");
  }

  @Test
  void readsFormats() {
    List<HeaderRule> rules =
        Conf.of(
                "Header add Set-Cookie \"ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/\""
                    + " env=BALANCER_ROUTE_CHANGED",
                "RequestHeader set X-From expr=%{REMOTE_ADDR}")
            .settings()
            .responseHeaders();

    assertThat(rules.get(0).value().tokens()).hasSize(3);
    assertThat(rules.get(0).value().constant()).isFalse();
  }

  @Test
  void readsRequestHeaders() {
    List<HeaderRule> rules =
        Conf.of("RequestHeader set X-From expr=%{REMOTE_ADDR}", "RequestHeader unset Cookie")
            .settings()
            .requestHeaders();

    assertThat(rules).extracting(HeaderRule::action).containsExactly(Action.SET, Action.UNSET);
    assertThat(rules.get(0).value().tokens())
        .singleElement()
        .isInstanceOf(Format.Token.StringExpression.class);
  }

  @Test
  void readsVariables() {
    Conf conf =
        Conf.of(
            "SetEnv proxy-nokeepalive",
            "SetEnv GREETED \"hello you\"",
            "UnsetEnv A B",
            "PassEnv GREETING NOBODY",
            "SetEnvIf Remote_Addr ^127 local=1 !far name",
            "SetEnvIfNoCase ^X- abc seen=$0",
            "BrowserMatch MSIE old");

    assertThat(conf.settings().env())
        .filteredOn(rule -> !(rule instanceof EnvRule.SetIf))
        .extracting(
            rule ->
                rule instanceof EnvRule.Set set
                    ? set.variable() + "=" + set.value()
                    : "-" + ((EnvRule.Unset) rule).variable())
        .containsExactly("proxy-nokeepalive=", "GREETED=hello you", "-A", "-B", "GREETING=hello");
    List<EnvRule.SetIf> conditional =
        conf.settings().env().stream()
            .filter(EnvRule.SetIf.class::isInstance)
            .map(EnvRule.SetIf.class::cast)
            .toList();
    assertThat(conditional.get(0).assignments())
        .containsExactly(
            new EnvRule.Assignment("local", "1", false),
            new EnvRule.Assignment("far", "", true),
            new EnvRule.Assignment("name", "1", false));
    assertThat(conditional)
        .extracting(EnvRule.SetIf::attribute)
        .containsExactly("Remote_Addr", "^X-", "User-Agent");
    assertThat(conditional)
        .extracting(rule -> rule.names() != null)
        .containsExactly(false, true, false);
    assertThat(conditional.get(1).pattern().matcher("ABC").find()).isTrue();
    assertThat(conf.warnings())
        .containsExactly(
            "t.conf:4: PassEnv \"NOBODY\" is not in the process's environment (AH01506): set it"
                + " before the start.");
  }

  /** Java reads other classes in such brackets, and cannot read the brace at all. */
  @Test
  void namesOfFieldsAreMatchedInHttpdsLanguage() {
    EnvRule rule = Conf.of("SetEnvIf ^X-[[:digit:]]{$ ^ it").settings().env().get(0);
    Pattern names = Objects.requireNonNull(((EnvRule.SetIf) rule).names());
    assertThat(names.matcher("x-1{").find()).isTrue();
    assertThat(names.matcher("x-d{").find()).isFalse();
  }
}
