/**
 * Reads the directive tree into drafts, server by server and section by section, and makes the
 * model of them. What each directive means stands in {@link Catalogue}.
 */
@NullMarked
package io.torii.config.directives;

import org.jspecify.annotations.NullMarked;
