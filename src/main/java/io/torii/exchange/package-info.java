/** The story of one request: prepare, select, attempt, classify, retry or finish. Plain Java. */
@NullMarked
package io.torii.exchange;

import org.jspecify.annotations.NullMarked;
