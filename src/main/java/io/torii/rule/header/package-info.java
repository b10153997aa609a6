/** Header and RequestHeader (mod_headers). */
@NullMarked
package io.torii.rule.header;

import org.jspecify.annotations.NullMarked;
