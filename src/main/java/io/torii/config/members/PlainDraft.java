package io.torii.config.members;

import io.torii.config.MemberUrl;
import io.torii.directive.Origin;

/**
 * The target of plain ProxyPasses.
 *
 * @param key tells it from others in the process
 * @param url with the path that was written
 * @param values the parameters behind the URL
 * @param origin where it was first used
 */
record PlainDraft(String key, MemberUrl url, ParameterValues values, Origin origin) {}
