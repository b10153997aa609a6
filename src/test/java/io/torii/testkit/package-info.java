/** Backends on raw sockets that behave, or misbehave, exactly as a test asks. */
@NullMarked
package io.torii.testkit;

import org.jspecify.annotations.NullMarked;
