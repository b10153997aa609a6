/** Members and clients that misbehave, and what has to come of it. */
@org.jspecify.annotations.NullMarked
package io.torii.faults;
