package io.torii.manager;

import io.torii.balancer.BalancingMethods;
import io.torii.config.BalancerConfig;
import io.torii.config.HealthCheckConfig;
import io.torii.config.InvalidValueException;
import io.torii.config.MemberConfig;
import io.torii.config.MemberStatus;
import io.torii.config.change.Edit;
import io.torii.config.members.TimeValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms of httpd's balancer-manager as edits. As in httpd, a single value that cannot be is
 * left out; what says what holds already makes no edit.
 */
final class ClassicForm {

  /** {@code PROXY_WORKER_MAX_ROUTE_SIZE}, with the byte that ends a text in C. */
  private static final int ROUTE_SIZE = 64;

  private static final int MOST_LBSET = 99;
  private static final int MOST_ATTEMPTS = 99;
  private static final int MOST_SECONDS = 7200;
  private static final int MOST_WEIGHT = 100 * MemberConfig.UNIT_WEIGHT;

  /** How often httpd's watchdog looks whether a check is due. */
  private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

  private static final Pattern DECIMAL = Pattern.compile("\\s*\\+?(\\d{1,9}(?:\\.\\d{0,9})?).*");

  private final ClassicParameters form;
  private final List<Edit> edits = new ArrayList<>();

  private ClassicForm(ClassicParameters form) {
    this.form = form;
  }

  /** What the form of a member wants to be different. */
  static List<Edit> member(ClassicParameters form, BalancerConfig balancer, MemberConfig member) {
    ClassicForm made = new ClassicForm(form);
    made.member(balancer, member);
    return made.edits;
  }

  /** What the form of a balancer wants to be different, a further member left aside. */
  static List<Edit> balancer(ClassicParameters form, BalancerConfig balancer) {
    ClassicForm made = new ClassicForm(form);
    made.balancer(balancer);
    return made.edits;
  }

  private void member(BalancerConfig balancer, MemberConfig member) {
    String key = balancer.key();
    String url = member.url().toString();
    form.get("w_lf")
        .flatMap(ClassicForm::hundredths)
        .map(weight -> balancer.members().size() == 1 ? MemberConfig.UNIT_WEIGHT : weight)
        .filter(weight -> weight != member.weight())
        .ifPresent(
            weight -> set(key, url, "loadfactor", MemberFields.weight(weight).toPlainString()));
    form.number("w_ls")
        .filter(set -> set >= 0 && set <= MOST_LBSET && set != member.lbset())
        .ifPresent(set -> set(key, url, "lbset", set.toString()));
    text("w_wr", member.route()).ifPresent(route -> set(key, url, "route", route));
    text("w_rr", member.redirect()).ifPresent(route -> set(key, url, "redirect", route));
    for (MemberStatus flag : MemberStatus.values()) {
      if (flag != MemberStatus.ERROR && flag != MemberStatus.CHECK_FAILED) {
        form.number("w_status_" + flag.letter())
            .map(value -> value != 0)
            .filter(on -> on != member.status().contains(flag))
            .ifPresent(on -> edits.add(new Edit.SetFlag(key, url, flag, on)));
      }
    }
    member.check().ifPresent(check -> check(balancer, url, check));
  }

  /** As in httpd, whose form has these fields for members with a check alone. */
  private void check(BalancerConfig balancer, String url, HealthCheckConfig check) {
    String key = balancer.key();
    form.get("w_hm")
        .filter(ClassicForm::isMethod)
        .filter(method -> !method.equals(check.method().name()))
        .ifPresent(method -> set(key, url, "hcmethod", method));
    form.get("w_hi")
        .flatMap(ClassicForm::interval)
        .filter(interval -> !interval.equals(check.interval()))
        .ifPresent(interval -> set(key, url, "hcinterval", interval.toMillis() + "ms"));
    form.number("w_hp")
        .filter(passes -> passes >= 1 && passes != check.passes())
        .ifPresent(passes -> set(key, url, "hcpasses", passes.toString()));
    form.number("w_hf")
        .filter(fails -> fails >= 1 && fails != check.fails())
        .ifPresent(fails -> set(key, url, "hcfails", fails.toString()));
    text("w_hu", check.uri()).ifPresent(uri -> set(key, url, "hcuri", uri));
    String expression = check.expression().map(HealthCheckConfig.NamedExpression::name).orElse("");
    form.get("w_he")
        .map(name -> expressions(balancer).contains(name) ? name : "")
        .filter(name -> !name.equals(expression))
        .ifPresent(name -> set(key, url, "hcexpr", name));
  }

  private static List<String> expressions(BalancerConfig balancer) {
    return balancer.members().stream()
        .flatMap(member -> member.check().stream())
        .flatMap(check -> check.expression().stream())
        .map(HealthCheckConfig.NamedExpression::name)
        .toList();
  }

  private void balancer(BalancerConfig balancer) {
    String key = balancer.key();
    form.get("b_lbm")
        .filter(BalancingMethods.names()::contains)
        .filter(method -> !method.equals(balancer.method()))
        .ifPresent(method -> set(key, "lbmethod", method));
    form.number("b_tmo")
        .filter(wait -> wait >= 0 && wait <= MOST_SECONDS)
        .filter(wait -> !Duration.ofSeconds(wait).equals(balancer.memberWait()))
        .ifPresent(wait -> set(key, "timeout", wait == 0 ? "" : wait.toString()));
    form.number("b_max")
        .filter(most -> most >= 0 && most <= MOST_ATTEMPTS && most != balancer.maxAttempts())
        .ifPresent(most -> set(key, "maxattempts", most.toString()));
    form.number("b_sforce")
        .map(value -> value != 0)
        .filter(on -> on != balancer.noFailover())
        .ifPresent(on -> set(key, "nofailover", on ? "On" : "Off"));
    String names = balancer.sticky().map(BalancerFields::names).orElse("");
    form.get("b_ss")
        .filter(text -> !text.isEmpty() && text.length() < ROUTE_SIZE - 1)
        .map(text -> text.equals("-") ? "" : text)
        .filter(text -> !text.equals(names))
        .ifPresent(text -> set(key, "stickysession", text));
  }

  private void set(String balancer, String parameter, String value) {
    edits.add(new Edit.SetBalancer(balancer, parameter, value));
  }

  private void set(String balancer, String member, String parameter, String value) {
    edits.add(new Edit.SetMember(balancer, member, parameter, value));
  }

  /** A text that differs from what there is; one that is too long is none, as in httpd. */
  private Optional<String> text(String name, String now) {
    return form.get(name)
        .map(text -> text.length() < ROUTE_SIZE ? text : "")
        .filter(text -> !text.equals(now));
  }

  private static Optional<Integer> hundredths(String text) {
    Matcher decimal = DECIMAL.matcher(text);
    if (!decimal.matches()) {
      return Optional.empty();
    }
    BigDecimal hundredths = new BigDecimal(decimal.group(1)).movePointRight(2);
    return hundredths.compareTo(BigDecimal.valueOf(MOST_WEIGHT)) > 0
        ? Optional.empty()
        : Optional.of(hundredths.intValue()).filter(weight -> weight >= MemberConfig.UNIT_WEIGHT);
  }

  private static Optional<Duration> interval(String text) {
    try {
      return Optional.of(TimeValue.parse(text, ChronoUnit.MILLIS))
          .filter(time -> time.compareTo(LEAST_INTERVAL) >= 0);
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private static boolean isMethod(String name) {
    return Arrays.stream(HealthCheckConfig.Method.values()).anyMatch(m -> m.name().equals(name));
  }
}
