/**
 * The httpd configuration language: lexer, parser and the directive tree, each node with its place.
 */
@NullMarked
package io.torii.directive;

import org.jspecify.annotations.NullMarked;
