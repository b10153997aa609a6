/** The balancer-manager: its JAX-RS resource and its page. */
@NullMarked
package io.torii.manager;

import org.jspecify.annotations.NullMarked;
