/** Microbenchmarks of the parts that every request passes. */
@NullMarked
package io.torii.bench.parts;

import org.jspecify.annotations.NullMarked;
