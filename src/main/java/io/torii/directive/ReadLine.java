package io.torii.directive;

/**
 * A directive that has done all it does while the files were read, or that stood where nothing is
 * read: it is no node of the tree.
 *
 * @param written its name as it is written, a section's with its brackets
 * @param performed false if the condition around it does not hold
 */
public record ReadLine(String written, Origin origin, boolean performed) {}
