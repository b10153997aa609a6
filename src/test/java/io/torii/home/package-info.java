/** The product in each place where it can run: one suite of black-box tests for all of them. */
@NullMarked
package io.torii.home;

import org.jspecify.annotations.NullMarked;
