package io.torii.config.directives;

import io.torii.directive.Origin;
import java.nio.file.Path;

/**
 * A file that a directive names and that is read at start.
 *
 * @param directive the directive's name
 * @param path absolute, or relative to the working folder
 */
record NamedFile(String directive, Path path, Origin origin) {}
