package io.torii.config;

import io.torii.directive.Origin;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One Redirect or RedirectMatch.
 *
 * @param status the response status: 301, 302, 303, 410 or whatever was written
 * @param prefix the path prefix, for Redirect; in a Location without one, the Location's own
 * @param pattern the expression, for RedirectMatch
 * @param target the URL or path to go to, with {@code $1} for RedirectMatch; empty if the status is
 *     not a redirect
 */
public record RedirectRule(
    int status, @Nullable String prefix, @Nullable Pattern pattern, String target, Origin origin) {}
