/**
 * What operators do while the proxy runs: changes, which are kept as differences from the
 * configuration; draining; what has happened lately, and who did it.
 */
@NullMarked
package io.torii.admin;

import org.jspecify.annotations.NullMarked;
