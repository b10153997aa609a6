/**
 * The comparison with other proxies: contestants and members as processes, loads, and the table
 * that comes out. Never part of the build's own tests.
 */
@NullMarked
package io.torii.bench;

import org.jspecify.annotations.NullMarked;
