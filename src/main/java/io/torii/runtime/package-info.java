/** Start, reload, drain, stop, and the CDI wiring. */
@NullMarked
package io.torii.runtime;

import org.jspecify.annotations.NullMarked;
