package io.torii.directive;

/**
 * One line of a file after continuation lines are joined and blanks at both ends are gone.
 *
 * @param text what it says; never empty, never a comment
 * @param origin where it starts
 */
record LogicalLine(String text, Origin origin) {}
