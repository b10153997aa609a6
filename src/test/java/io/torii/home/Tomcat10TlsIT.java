package io.torii.home;

/** TLS of Tomcat 10.1's connector. */
class Tomcat10TlsIT extends TomcatTlsTests {

  Tomcat10TlsIT() {
    super(Container.TOMCAT_10, "tomcat10.home");
  }
}
