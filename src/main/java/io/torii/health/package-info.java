/** Active health checks and MicroProfile Health. */
@NullMarked
package io.torii.health;

import org.jspecify.annotations.NullMarked;
