/** What is counted and timed, for Prometheus and for the manager. */
@NullMarked
package io.torii.observe.metrics;

import org.jspecify.annotations.NullMarked;
