package io.torii.home;

import io.torii.testkit.OnceInABuild;

/** TLS of Tomcat 10.1's connector. */
@OnceInABuild
class Tomcat10TlsIT extends TomcatTlsTests {

  Tomcat10TlsIT() {
    super(Container.TOMCAT_10, "tomcat10.home");
  }
}
