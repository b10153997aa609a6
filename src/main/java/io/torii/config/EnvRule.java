package io.torii.config;

import io.torii.directive.Origin;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What sets or removes a request's variables. */
public sealed interface EnvRule {

  Origin origin();

  /**
   * SetEnvIf, SetEnvIfNoCase, BrowserMatch, BrowserMatchNoCase: early, before rules are matched.
   *
   * @param attribute as written: a header's name or a pattern, {@code Remote_Addr}, {@code
   *     Request_URI} and so on, or an earlier variable
   * @param names what the attribute is if it is a regular expression over header names, else null
   * @param pattern what the attribute must match; found anywhere
   * @param assignments in order
   */
  record SetIf(
      String attribute,
      @Nullable Pattern names,
      Pattern pattern,
      List<Assignment> assignments,
      Origin origin)
      implements EnvRule {
    public SetIf {
      assignments = List.copyOf(assignments);
    }
  }

  /** SetEnv and PassEnv: late, after rules are matched. */
  record Set(String variable, String value, Origin origin) implements EnvRule {}

  /** UnsetEnv: late. */
  record Unset(String variable, Origin origin) implements EnvRule {}

  /**
   * {@code VAR}, {@code VAR=value} with {@code $1}, or {@code !VAR}.
   *
   * @param remove true for {@code !VAR}
   */
  record Assignment(String variable, String value, boolean remove) {}
}
