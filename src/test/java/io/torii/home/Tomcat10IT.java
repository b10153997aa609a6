package io.torii.home;

import io.torii.testkit.OnceInABuild;

/** Tomcat 10.1 with the standalone WAR as {@code ROOT.war}. */
@OnceInABuild
@RunsOn(Container.TOMCAT_10)
class Tomcat10IT extends ServerTests {}
