/** The expression language of {@code <If>}, {@code Require expr} and {@code expr=} (ap_expr). */
@NullMarked
package io.torii.directive.expr;

import org.jspecify.annotations.NullMarked;
