package io.torii.rule.condition;

import io.torii.http.Headers;
import java.net.InetAddress;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a ProxyHCExpr sees: the response to a health check. {@code req}, {@code resp} and {@code
 * HTTP_*} all look at its header fields, since there is no request of anybody.
 *
 * @param status of the response
 * @param headers its fields
 * @param body its body as text; asked only if the expression needs it
 */
public record CheckContext(int status, Headers headers, Supplier<String> body)
    implements EvaluationContext {

  @Override
  public @Nullable String variable(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.startsWith("HTTP_")) {
      return headers.joined(upper.substring(5).replace('_', '-')).orElse(null);
    }
    return switch (upper) {
      case "REQUEST_STATUS" -> Integer.toString(status);
      case "HC_BODY" -> body.get();
      case "CONTENT_TYPE" -> headers.get("Content-Type");
      default -> null;
    };
  }

  @Override
  public @Nullable String lookup(Table table, String key) {
    return switch (table) {
      case REQUEST_HEADER, REQUEST_HEADER_UNVARIED, RESPONSE_HEADER ->
          headers.joined(key).orElse(null);
      case CHECK -> key.equalsIgnoreCase("body") ? body.get() : null;
      case ENVIRONMENT, NOTE -> null;
    };
  }

  @Override
  public @Nullable InetAddress client() {
    return null;
  }
}
