package io.torii.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * What it proves does not depend on the Java that runs it: files of {@code deploy/}, the page,
 * httpd beside it. A build that goes through all tests once more on another Java may leave it out,
 * with {@code -Dseen.on.another.java=true}.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@DisabledIfSystemProperty(
    named = "seen.on.another.java",
    matches = "true",
    disabledReason = "it was seen on another Java in the same build")
public @interface SameOnEveryJava {}
