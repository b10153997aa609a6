package io.torii.balancer;

/**
 * A route that a request carries.
 *
 * @param name the cookie's or the parameter's name under which it was found
 * @param route the member route; never empty
 */
public record SessionRoute(String name, String route) {}
