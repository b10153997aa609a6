package io.torii.balancer;

/**
 * A route that a request carries.
 *
 * @param name the cookie's or the parameter's name under which it was found
 * @param route the member route; never empty
 * @param session tells this session from others, almost always; not its id, which is a secret
 */
public record SessionRoute(String name, String route, int session) {}
