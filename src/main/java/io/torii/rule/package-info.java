/**
 * Which rule takes a request and how it is rewritten: hosts, paths, access, headers. Plain Java.
 */
@NullMarked
package io.torii.rule;

import org.jspecify.annotations.NullMarked;
