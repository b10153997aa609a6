package io.torii.bench;

/**
 * A proxy in front of the members.
 *
 * @param name in the tables
 * @param running its process
 * @param securePort where it speaks TLS; 0 where it does not
 * @param java whether it runs on Java, and so allocates and has to warm up
 */
record Contestant(String name, Running running, int securePort, boolean java) {

  static final String HTTPD = "httpd";
  static final String HTTPD_BARE = "httpd, fewest modules";
  static final String NGINX = "nginx";
  static final String HAPROXY = "HAProxy";
  static final String STANDALONE = "Torii, Java 25";
  static final String STANDALONE_17 = "Torii, Java 17";
  static final String WILDFLY = "Torii on WildFly";
  static final String TOMCAT = "Torii on Tomcat";
  static final String PAYARA = "Torii on Payara";
  static final String UNDERTOW = "Undertow ProxyHandler";
  static final String SMILEY = "HTTP-Proxy-Servlet";

  boolean takes(Load load) {
    return !load.secure() || securePort != 0;
  }

  int port(Load load) {
    return load.secure() ? securePort : running.port();
  }
}
