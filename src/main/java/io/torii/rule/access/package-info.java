/** Who may pass: Require, Basic authentication, and who the client is behind other proxies. */
@NullMarked
package io.torii.rule.access;

import org.jspecify.annotations.NullMarked;
