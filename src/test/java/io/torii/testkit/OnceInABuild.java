package io.torii.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Enough to see on one Java: what it proves is in files of {@code deploy/}, in a browser, in httpd
 * beside it, or belongs to a server that is nearly always run on an older Java. A build that goes
 * through all tests once more on another Java may leave it out, with {@code
 * -Dseen.on.another.java=true}. What depends on threads, sockets and memory is no such thing.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@DisabledIfSystemProperty(
    named = "seen.on.another.java",
    matches = "true",
    disabledReason = "it was seen on another Java in the same build")
public @interface OnceInABuild {}
