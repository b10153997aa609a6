/** The MicroProfile Config front door: the same model from properties. */
@NullMarked
package io.torii.config.properties;

import org.jspecify.annotations.NullMarked;
