/** Access logs, error logs and metrics. */
@NullMarked
package io.torii.observe;

import org.jspecify.annotations.NullMarked;
