/** The format strings of LogFormat and of Header. */
@NullMarked
package io.torii.config.format;

import org.jspecify.annotations.NullMarked;
