/** What deploy/ holds, used as administrators use it. */
@org.jspecify.annotations.NullMarked
package io.torii.deploy;
