package io.torii.config.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.directive.expr.Expression;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthChecksTest {

  @Test
  void healthTemplatesAreCopiedWhereTheyAreNamed() {
    Reading reading =
        new Reading()
            .lines("ProxyHCTemplate slow hcinterval=60 hcuri=/up hcexpr=ok")
            .lines("ProxyHCTemplate bad", "ProxyHCTemplate worse lbset=1 hctemplate=slo");
    reading.scope().healthExpression("ok", new Expression.Constant(true), reading.next());
    reading
        .lines("ProxyHCTemplate quick hcmethod=GET hcinterval=5 hcexpr=ok")
        .section(
            "balancer://x",
            "BalancerMember http://a hctemplate=quick",
            "BalancerMember http://b hctemplate=quick hcinterval=7 hcmethod=HEAD",
            "BalancerMember http://c hcinterval=7 hctemplate=slow",
            "BalancerMember http://d hctemplate=slow hcmethod=NONE",
            "BalancerMember http://e hcinterval=7");
    List<MemberConfig> members = reading.balancer().members();

    assertThat(members.get(0).check().orElseThrow().interval()).hasSeconds(5);
    assertThat(members.get(0).check().orElseThrow().expression().orElseThrow().name())
        .isEqualTo("ok");
    assertThat(members.get(1).check().orElseThrow().interval()).hasSeconds(7);
    assertThat(members.get(1).check().orElseThrow().method()).hasToString("HEAD");
    assertThat(members.get(2).check().orElseThrow().interval()).hasSeconds(60);
    assertThat(members.get(2).check().orElseThrow().method()).hasToString("TCP");
    assertThat(members.get(3).check()).isEmpty();
    assertThat(members.get(4).check()).isEmpty();
    assertThat(reading.problems())
        .containsExactly(
            "ERROR f.conf:1: hcexpr=ok: no ProxyHCExpr of that name stands above.",
            "ERROR f.conf:2: ProxyHCTemplate takes a name and parameters, such as tcp5"
                + " hcmethod=TCP.",
            "ERROR f.conf:3: \"lbset\" is no parameter of a health check.",
            "ERROR f.conf:3: hctemplate=slo: no ProxyHCTemplate of that name stands above: did you"
                + " mean \"slow\"?",
            "WARNING f.conf:9: hcexpr has no effect with hcmethod=TCP: there is no response to look"
                + " at.",
            "WARNING f.conf:11: hcinterval has no effect without hcmethod, such as hcmethod=GET.");
  }

  @Test
  void plainWorkersAreNotChecked() {
    Reading reading = new Reading().lines("ProxyPass /a http://h hcmethod=TCP");

    assertThat(member(reading.build(), "main/http://h hcmethod=TCP").check()).isEmpty();
    assertThat(reading.problems())
        .containsExactly(
            "WARNING f.conf:1: hcmethod has no effect: only the members of a balancer are checked.");
  }

  private static MemberConfig member(Map<String, BalancerConfig> built, String key) {
    return Reading.get(built, key).members().get(0);
  }
}
