package io.torii.manager;

import io.torii.config.ManagerToken;
import io.torii.config.change.Author;
import io.torii.exchange.Exchange;
import io.torii.rule.Request;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who asks. */
final class Actor {

  private static final String NOBODY = "-";

  private Actor() {}

  /** The authenticated user; null if nobody had to say who he is. */
  static @Nullable String user(HttpServletRequest in) {
    Request request = request(in);
    return request == null ? in.getRemoteUser() : request.user();
  }

  /** Whether it is the container that has authenticated that user: whose roles it knows. */
  static boolean isOfContainer(HttpServletRequest in) {
    Request request = request(in);
    return request == null
        || (request.user() != null
            && request.role() == null
            && Objects.equals(request.user(), request.containerUser()));
  }

  /** What the bearer token allows that was shown; null without one. */
  static ManagerToken.@Nullable Role role(HttpServletRequest in) {
    Request request = request(in);
    return request == null ? null : request.role();
  }

  /** Somebody who changes something now. */
  static Author author(HttpServletRequest in) {
    Request request = request(in);
    String user = user(in);
    String from = request == null ? in.getRemoteAddr() : request.client().getHostAddress();
    return new Author(user == null ? NOBODY : user, from, Instant.now());
  }

  /** The request as the front has decided it; null where there is no front. */
  static @Nullable Request request(HttpServletRequest in) {
    return in.getAttribute(Exchange.ATTRIBUTE) instanceof Exchange exchange
        ? exchange.request()
        : null;
  }
}
