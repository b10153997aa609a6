/** WebSocket spoken by libraries that are not ours, on both sides of the product. */
@NullMarked
package io.torii.testkit.websocket;

import org.jspecify.annotations.NullMarked;
