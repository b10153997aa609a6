/** The product as a process: its command line, its demo, its reloads and its end. */
@NullMarked
package io.torii.ops;

import org.jspecify.annotations.NullMarked;
