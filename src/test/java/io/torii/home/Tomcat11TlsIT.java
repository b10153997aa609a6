package io.torii.home;

/** TLS of Tomcat 11's connector. */
class Tomcat11TlsIT extends TomcatTlsTests {

  Tomcat11TlsIT() {
    super(Container.TOMCAT_11, "tomcat11.home");
  }
}
