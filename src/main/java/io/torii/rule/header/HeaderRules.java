package io.torii.rule.header;

import io.torii.config.HeaderRule;
import io.torii.config.HeaderRule.Condition;
import io.torii.config.RequestSettings;
import io.torii.http.Headers;
import io.torii.rule.Request;
import io.torii.rule.ResponseFacts;
import io.torii.rule.condition.EvaluationContext;
import io.torii.rule.condition.EvaluationException;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Notices;
import io.torii.rule.condition.RequestContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Applies Header and RequestHeader.
 *
 * <p>As in httpd a response has two tables. {@code Header} works on the first, which holds what the
 * member sent, whatever its status. {@code Header always} works on the second, which starts out
 * empty, and is all that an error page of our own has. Hence {@code Header always unset X} does not
 * touch the member's X, and {@code Header always set X} adds one beside it.
 */
public final class HeaderRules {

  private final ExpressionEvaluator expressions;
  private final HeaderFormats formats;
  private final InstantSource clock;
  private final Notices notices;

  /**
   * @param clock for {@code %D} of a RequestHeader
   * @param notices gets the edits that could not be made
   */
  public HeaderRules(ExpressionEvaluator expressions, InstantSource clock, Notices notices) {
    this.expressions = expressions;
    this.formats = new HeaderFormats(expressions);
    this.clock = clock;
    this.notices = Notices.once(notices);
  }

  /**
   * Applies RequestHeader.
   *
   * @param target the fields for the member: changed in place, and what conditions see
   */
  public void applyToRequest(List<HeaderRule> rules, Request request, Headers target) {
    applyToRequest(rules, request, target, rule -> {});
  }

  /**
   * As {@link #applyToRequest(List, Request, Headers)}.
   *
   * @param writes is told of each rule that has a hand in the value of its field
   */
  public void applyToRequest(
      List<HeaderRule> rules, Request request, Headers target, Consumer<HeaderRule> writes) {
    if (rules.isEmpty()) {
      return;
    }
    RequestContext context = new RequestContext(request, target, null);
    Duration elapsed = Duration.between(request.received(), clock.instant());
    for (HeaderRule rule : rules) {
      if (holds(rule.condition(), request, context)) {
        if (writes(rule.action(), target.contains(rule.name()))) {
          writes.accept(rule);
        }
        perform(rule, request, context, elapsed, target);
      }
    }
  }

  /** Whether an action has a hand in the value of a field that is there already, or is not. */
  private static boolean writes(HeaderRule.Action action, boolean present) {
    return switch (action) {
      case SET, ADD, APPEND, MERGE -> true;
      case SET_IF_EMPTY -> !present;
      case EDIT, EDIT_ALL -> present;
      case UNSET, NOTE -> false;
    };
  }

  /**
   * Applies Header to a response that a member, or the manager, has given.
   *
   * @param facts what conditions see; its headers are usually {@code headers}
   * @param headers the fields of the response: changed in place. What {@code Header always} writes
   *     comes in front of them
   */
  public void onResponse(
      RequestSettings settings, Request request, ResponseFacts facts, Headers headers) {
    List<HeaderRule> rules = settings.responseHeaders();
    if (rules.isEmpty()) {
      return;
    }
    // httpd runs the always rules first, wherever they stand in the file.
    Headers always = new Headers();
    apply(rules, true, request, facts, always);
    apply(rules, false, request, facts, headers);
    if (always.size() > 0) {
      for (Headers.Field field : headers) {
        always.add(field.name(), field.value());
      }
      headers.clear();
      for (Headers.Field field : always) {
        headers.add(field.name(), field.value());
      }
    }
  }

  /**
   * Applies {@code Header always} alone: for an error page of our own, a redirect or a refusal.
   *
   * @param headers the fields of that answer: changed in place
   */
  public void onError(
      RequestSettings settings, Request request, ResponseFacts facts, Headers headers) {
    if (!settings.responseHeaders().isEmpty()) {
      apply(settings.responseHeaders(), true, request, facts, headers);
    }
  }

  private void apply(
      List<HeaderRule> rules,
      boolean always,
      Request request,
      ResponseFacts facts,
      Headers headers) {
    RequestContext context = new RequestContext(request, request.headers(), facts);
    for (HeaderRule rule : rules) {
      if (rule.always() == always && holds(rule.condition(), request, context)) {
        perform(rule, request, context, facts.elapsed(), headers);
      }
    }
    // What a condition has asked about makes one answer differ from another (RFC 9110 §12.5.5).
    for (String name : context.consulted()) {
      String vary = headers.joined("Vary").orElse("");
      if (!ListElements.contains(vary.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))
          && !vary.strip().equals("*")) {
        append(headers, "Vary", titled(name));
      }
    }
  }

  /** {@code USER-AGENT}, as an HTTP_ variable has it, becomes {@code User-Agent}. */
  private static String titled(String name) {
    if (!name.equals(name.toUpperCase(Locale.ROOT))) {
      return name;
    }
    StringBuilder out = new StringBuilder(name.toLowerCase(Locale.ROOT));
    for (int i = 0; i < out.length(); i++) {
      if (i == 0 || out.charAt(i - 1) == '-') {
        out.setCharAt(i, Character.toUpperCase(out.charAt(i)));
      }
    }
    return out.toString();
  }

  private void perform(
      HeaderRule rule,
      Request request,
      EvaluationContext context,
      Duration elapsed,
      Headers headers) {
    String name = rule.name();
    switch (rule.action()) {
      case SET -> headers.set(name, formats.value(rule.value(), request, context, elapsed));
      case ADD -> headers.add(name, formats.value(rule.value(), request, context, elapsed));
      case APPEND -> append(headers, name, formats.value(rule.value(), request, context, elapsed));
      case MERGE -> {
        String value = formats.value(rule.value(), request, context, elapsed);
        String present = headers.get(name);
        if (present == null || !ListElements.contains(present, value)) {
          append(headers, name, value);
        }
      }
      case SET_IF_EMPTY -> {
        if (!headers.contains(name)) {
          headers.set(name, formats.value(rule.value(), request, context, elapsed));
        }
      }
      case UNSET -> headers.remove(name);
      case EDIT, EDIT_ALL -> edit(rule, request, context, elapsed, headers);
      case NOTE -> {
        String value = headers.get(name);
        if (value != null) {
          request.notes().put(formats.value(rule.value(), request, context, elapsed), value);
        }
      }
    }
  }

  private boolean holds(Condition condition, Request request, EvaluationContext context) {
    if (condition instanceof Condition.Env env) {
      return request.env().containsKey(env.variable()) == env.present();
    }
    if (condition instanceof Condition.Expr expr) {
      return expressions.test(expr.expression(), context);
    }
    return true;
  }

  private void edit(
      HeaderRule rule,
      Request request,
      EvaluationContext context,
      Duration elapsed,
      Headers headers) {
    if (rule.pattern() == null || !headers.contains(rule.name())) {
      return;
    }
    String replacement = formats.value(rule.value(), request, context, elapsed);
    UnaryOperator<String> edit =
        rule.action() == HeaderRule.Action.EDIT
            ? new HeaderEdit(rule.pattern(), replacement)::first
            : new HeaderEdit(rule.pattern(), replacement)::all;
    try {
      headers.edit(rule.name(), edit);
    } catch (EvaluationException e) {
      notices.warn("", rule.origin() + ": " + e.getMessage());
    }
  }

  /** As httpd, to the first line of that name; the others stay. */
  private static void append(Headers headers, String name, String value) {
    boolean[] done = new boolean[1];
    headers.edit(
        name,
        old -> {
          if (done[0]) {
            return old;
          }
          done[0] = true;
          return old + ", " + value;
        });
    if (!done[0]) {
      headers.add(name, value);
    }
  }
}
