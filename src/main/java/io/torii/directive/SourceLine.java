package io.torii.directive;

/**
 * A logical line: comments and empty lines left out, continued lines joined.
 *
 * @param number where it starts, from 1
 * @param text without white space around it
 */
record SourceLine(int number, String text) {}
