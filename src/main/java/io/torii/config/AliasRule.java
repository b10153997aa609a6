package io.torii.config;

import io.torii.directive.Origin;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One Alias or AliasMatch.
 *
 * @param prefix the path prefix, for Alias
 * @param pattern the expression, for AliasMatch
 * @param target an absolute path, with {@code $1} for AliasMatch
 */
public record AliasRule(
    @Nullable String prefix, @Nullable Pattern pattern, String target, Origin origin) {}
