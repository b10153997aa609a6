package io.torii.manager;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may change something, among those whom the Location's Require lets in: everybody, unless
 * {@code torii.manager.operators} names them.
 */
@ApplicationScoped
public class Roles {

  private static final String ROLE = "role:";

  @Inject Operations operations;

  /** For CDI, which makes it without arguments. */
  public Roles() {}

  /** True for somebody who may change something; all others may only look. */
  boolean isOperator(HttpServletRequest in) {
    Set<String> operators =
        Changing.config(operations.administration().running().loaded()).manager().operators();
    @Nullable String user = Actor.user(in);
    return operators.isEmpty()
        || (user != null && operators.contains(user))
        || operators.stream()
            .filter(name -> name.startsWith(ROLE))
            .anyMatch(name -> in.isUserInRole(name.substring(ROLE.length())));
  }
}
