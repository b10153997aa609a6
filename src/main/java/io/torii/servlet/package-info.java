/**
 * The way in from a servlet container: the front filter, the front servlet, the stream adapters.
 */
@NullMarked
package io.torii.servlet;

import org.jspecify.annotations.NullMarked;
