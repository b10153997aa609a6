/** Balancers, members, their live state and the balancing methods. Plain Java. */
@NullMarked
package io.torii.balancer;

import org.jspecify.annotations.NullMarked;
