package io.torii.manager;

import io.torii.config.ManagerToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may change something, among those whom the Location's Require lets in: everybody, unless
 * {@code torii.manager.operators} names them. Roles are the container's, and so are those who have
 * them: whom Torii knows by a password of its own has none. A bearer token says so itself.
 */
@ApplicationScoped
public class Roles {

  private static final String ROLE = "role:";
  private static final int FORBIDDEN = 403;

  @Inject Operations operations;

  /** For CDI, which makes it without arguments. */
  public Roles() {}

  /**
   * Lets operators pass.
   *
   * @throws jakarta.ws.rs.WebApplicationException 403 for all others
   */
  void demandOperator(HttpServletRequest in) {
    if (!isOperator(in)) {
      String user = Actor.user(in);
      throw Problem.of(
          FORBIDDEN,
          (user == null ? "Nobody without a name" : user)
              + " may look, but change nothing: torii.manager.operators and the roles of"
              + " torii.manager.tokens name those who may.");
    }
  }

  /** True for somebody who may change something; all others may only look. */
  boolean isOperator(HttpServletRequest in) {
    ManagerToken.@Nullable Role role = Actor.role(in);
    if (role != null) {
      return role == ManagerToken.Role.OPERATOR;
    }
    Set<String> operators =
        Changing.config(operations.administration().running().loaded()).manager().operators();
    @Nullable String user = Actor.user(in);
    return operators.isEmpty()
        || (user != null && operators.contains(user))
        || (Actor.isOfContainer(in)
            && operators.stream()
                .filter(name -> name.startsWith(ROLE))
                .anyMatch(name -> in.isUserInRole(name.substring(ROLE.length()))));
  }
}
