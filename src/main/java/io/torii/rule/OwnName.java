package io.torii.rule;

import io.torii.config.ServerName;
import io.torii.config.VirtualHost;
import java.util.Optional;

/**
 * Whether a request calls us by a name of ours. A page of somebody else's can have its own name
 * resolve to our address (DNS rebinding): its requests then come from the same site for the
 * browser, from the right machine for Require, and have the other name in Host.
 */
public final class OwnName {

  private OwnName() {}

  /**
   * Looks at the Host of a request of which nobody knows who has sent it: a user's password, token
   * or session is not sent to another name.
   *
   * @return why the request is not taken for one of ours, and what to do about that; empty if it is
   */
  public static Optional<String> refusal(Request request) {
    Authority asked = SelfUrl.authority(request);
    // Every browser sends a Host.
    if (request.user() != null
        || asked.host().isEmpty()
        || asked.loopback()
        || isAddress(asked.host())
        || isNamed(request.host(), asked.host())) {
      return Optional.empty();
    }
    return Optional.of(
        "Nobody is logged in, and the Host \""
            + asked.host()
            + "\" is no name of this server: write ServerName "
            + asked.host()
            + " (or ServerAlias) into the virtual host if it is one, or Require valid-user into"
            + " the manager's Location.");
  }

  /** A last label of digits is one of an IPv4 address. */
  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  /** An alias for any name whatever says nothing of ours. */
  private static boolean isNamed(VirtualHost host, String name) {
    return host.name().map(ServerName::host).filter(name::equals).isPresent()
        || host.aliases().stream()
            .filter(alias -> alias.chars().anyMatch(Character::isLetterOrDigit))
            .anyMatch(alias -> NamedHosts.matches(alias, name));
  }
}
