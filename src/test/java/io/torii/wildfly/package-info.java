/** The thin WAR on the WildFly that the build has provisioned, seen from outside. */
@NullMarked
package io.torii.wildfly;

import org.jspecify.annotations.NullMarked;
