package io.torii.rule.condition;

import io.torii.config.EnvRule;
import io.torii.http.AddressText;
import io.torii.http.Headers;
import io.torii.rule.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sets a request's variables: SetEnvIf and BrowserMatch early, SetEnv and UnsetEnv late. */
public final class EnvRules {

  /** httpd looks for such a pattern without a regular expression, and then leaves $1 alone. */
  private static final Pattern PLAIN = Pattern.compile("[^$^.*+?\\[\\](){}|\\\\]*");

  private final Notices notices;

  /**
   * @param notices gets each different complaint once
   */
  public EnvRules(Notices notices) {
    this.notices = Notices.once(notices);
  }

  /** Applies SetEnvIf, SetEnvIfNoCase, BrowserMatch and BrowserMatchNoCase, in order. */
  public void early(Request request, List<EnvRule> rules) {
    for (EnvRule rule : rules) {
      if (rule instanceof EnvRule.SetIf setIf) {
        try {
          apply(request, setIf);
        } catch (EvaluationException e) {
          notices.warn("", rule.origin() + ": " + e.getMessage());
        }
      }
    }
  }

  /**
   * Applies SetEnv, PassEnv and UnsetEnv, in order. As in httpd they work on a list of their own,
   * which then fills in what is not set yet: UnsetEnv takes back a SetEnv but not a SetEnvIf, and
   * SetEnv does not replace what a SetEnvIf has set.
   */
  public void late(Request request, List<EnvRule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (EnvRule rule : rules) {
      if (rule instanceof EnvRule.Set set) {
        variables.put(set.variable(), set.value());
      } else if (rule instanceof EnvRule.Unset unset) {
        variables.remove(unset.variable());
      }
    }
    variables.forEach(request.env()::putIfAbsent);
  }

  private void apply(Request request, EnvRule.SetIf rule) {
    Pattern names = rule.names();
    String value = names == null ? ofName(request, rule) : ofPattern(request, names);
    // What is not there counts as empty, so that ^$ finds it.
    MatchResult match = PatternSearch.find(rule.pattern(), value == null ? "" : value);
    if (match == null) {
      return;
    }
    boolean plain = PLAIN.matcher(rule.pattern().pattern()).matches();
    for (EnvRule.Assignment assignment : rule.assignments()) {
      if (assignment.remove()) {
        request.env().remove(assignment.variable());
      } else {
        String text = assignment.value();
        request.env().put(assignment.variable(), plain ? text : PatternSearch.expand(text, match));
      }
    }
  }

  private static @Nullable String ofName(Request request, EnvRule.SetIf rule) {
    String name = rule.attribute();
    return switch (name.toLowerCase(Locale.ROOT)) {
      // Without HostnameLookups, which nobody should switch on, httpd shows the address here too.
      case "remote_host", "remote_addr" -> AddressText.of(request.client());
      case "server_addr" -> AddressText.of(request.connection().local().getAddress());
      case "request_method" -> request.method();
      case "request_protocol" -> request.protocol();
      case "request_uri" -> request.path();
      default -> {
        String header = request.headers().joined(name).orElse(null);
        yield header != null ? header : request.env().get(name);
      }
    };
  }

  /** The last field whose name matches, as in httpd. */
  private static @Nullable String ofPattern(Request request, Pattern names) {
    String value = null;
    for (Headers.Field field : request.headers()) {
      if (PatternSearch.find(names, field.name()) != null) {
        value = field.value();
      }
    }
    return value;
  }
}
