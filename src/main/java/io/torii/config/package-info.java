/** The model of a configuration as immutable records, its readers and its checks. */
@NullMarked
package io.torii.config;

import org.jspecify.annotations.NullMarked;
