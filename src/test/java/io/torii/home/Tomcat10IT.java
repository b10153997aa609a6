package io.torii.home;

/** Tomcat 10.1 with the standalone WAR as {@code ROOT.war}. */
@RunsOn(Container.TOMCAT_10)
class Tomcat10IT extends ServerTests {}
