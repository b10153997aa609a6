package io.torii.rule;

import io.torii.config.ProxyConfig;
import io.torii.config.RequestSettings;
import io.torii.config.VirtualHost;
import io.torii.http.Connection;
import io.torii.http.Headers;
import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * Decides what becomes of a request. The virtual host first, with {@link #host}, since a {@link
 * Request} belongs to one; then everything else, with {@link #decide}. Made once for a
 * configuration; safe for all threads.
 */
public final class Router {

  private final HostSelector selector;
  private final IdentityHashMap<VirtualHost, HostRules> rules = new IdentityHashMap<>();
  private final Checks checks;
  private final boolean container;

  /**
   * @param container whether a hosting container's listeners bring the requests, not our own
   */
  public Router(ProxyConfig config, boolean container, Checks checks) {
    this.selector = new HostSelector(config, container);
    this.checks = checks;
    this.container = container;
    RuleMatcher matcher = new RuleMatcher(new TargetBuilder(config.balancers()));
    rules.put(config.main(), new HostRules(config.main(), config.manager(), matcher));
    for (VirtualHost host : config.hosts()) {
      rules.put(host, new HostRules(host, config.manager(), matcher));
    }
  }

  /**
   * The virtual host that takes a request; the default one of its address if the request names
   * nobody or is malformed, which {@link #decide} then refuses.
   *
   * @param target as in the request line; an absolute form's authority counts more than Host
   * @param protocol such as {@code HTTP/1.1}
   */
  public VirtualHost host(Connection connection, String target, String protocol, Headers headers) {
    Authority authority = RequestAuthority.of(target, protocol, headers).authority();
    return selector.select(connection, authority.host());
  }

  /**
   * Decides. Sets the request's path, client, user and variables on the way.
   *
   * @param request with a host that {@link #host} of this router gave
   * @throws IllegalArgumentException if the host is of another configuration
   */
  public Decision decide(Request request, Trail trail) {
    HostRules host = rules.get(request.host());
    if (host == null) {
      throw new IllegalArgumentException("unknown virtual host " + request.host().id());
    }
    try {
      Optional<Decision.Answer> refused = RequestLine.refuse(request);
      if (refused.isEmpty() && !container) {
        refused = Misdirected.refuse(selector, request);
      }
      if (refused.isPresent()) {
        // The log still names the client.
        checks.client(request, trail);
        return explained(refused.get(), trail);
      }
      return new Routing(host, request, checks, trail).decide();
    } catch (PathSearch.TooDeep e) {
      String message = e.getMessage() == null ? "" : e.getMessage();
      checks.warn(request, "", message + ": write it without a repeated alternative");
      RequestSettings settings = request.host().settings();
      return new Decision.Answer(
          settings,
          500,
          "",
          "a regular expression of the configuration gave up on the path",
          "Write it without a repeated alternative: " + message,
          new Headers());
    }
  }

  private static Decision explained(Decision.Answer answer, Trail trail) {
    if (trail.listens()) {
      trail.add("request", answer.status() + ": " + answer.reason());
    }
    return answer;
  }
}
