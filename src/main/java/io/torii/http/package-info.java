/** HTTP in plain Java, shared by every package: header fields, status names, dates. */
@NullMarked
package io.torii.http;

import org.jspecify.annotations.NullMarked;
