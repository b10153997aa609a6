package io.torii.home;

/** TLS of Tomcat 10.1's connector. */
class Tomcat10TlsIT extends TomcatTlsTests {

  Tomcat10TlsIT() {
    super("tomcat10.home");
  }
}
