package io.torii.home;

/** TLS of Tomcat 11's connector. */
class Tomcat11TlsIT extends TomcatTlsTests {

  Tomcat11TlsIT() {
    super("tomcat11.home");
  }
}
