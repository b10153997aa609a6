package io.torii.rule.condition;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What an expression can ask about: a request, or the response to a health check. */
public interface EvaluationContext {

  /** Where a function such as {@code req('Name')} looks. */
  enum Table {
    /** {@code req}, {@code http}: the response then depends on that field. */
    REQUEST_HEADER,
    /** {@code req_novary}: the same without that effect. */
    REQUEST_HEADER_UNVARIED,
    /** {@code resp}. */
    RESPONSE_HEADER,
    /** {@code reqenv}, and the first place where {@code env} looks. */
    ENVIRONMENT,
    /** {@code note}. */
    NOTE,
    /** {@code hc}: the response to a health check. */
    CHECK
  }

  /**
   * The value of {@code %{NAME}}.
   *
   * @param name in any case
   * @return null if there is none, which counts as an empty string
   */
  @Nullable String variable(String name);

  /** The entry of a table, or null if there is none. */
  @Nullable String lookup(Table table, String key);

  /** Whom {@code -R} tests; null if there is no client. */
  @Nullable InetAddress client();
}
