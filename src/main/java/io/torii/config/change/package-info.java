/**
 * What operators change while the proxy runs: differences from the configuration, laid over it at
 * each load, behind files and properties.
 */
@NullMarked
package io.torii.config.change;

import org.jspecify.annotations.NullMarked;
