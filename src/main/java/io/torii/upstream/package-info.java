/** The one place that knows HttpClient5: pools, TLS and the exchange with a member. */
@NullMarked
package io.torii.upstream;

import org.jspecify.annotations.NullMarked;
