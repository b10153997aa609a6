/** Traces of requests, by OpenTelemetry. */
@NullMarked
package io.torii.observe.tracing;

import org.jspecify.annotations.NullMarked;
