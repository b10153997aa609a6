package io.torii.home;

/** Tomcat 11 with the standalone WAR as {@code ROOT.war}. */
@RunsOn(Container.TOMCAT_11)
class Tomcat11IT extends ServerTests {}
