/** Variables and expressions: SetEnvIf and its kin, and the evaluation of ap_expr. */
@NullMarked
package io.torii.rule.condition;

import org.jspecify.annotations.NullMarked;
