package io.torii.bench;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.mitre.dsmiley.httpproxy.ProxyServlet;

/** HTTP-Proxy-Servlet on an embedded Tomcat, in front of one port of 127.0.0.1. */
final class SmileyProxy {

  private static final int CONNECTIONS = 600;

  private SmileyProxy() {}

  /** The port to listen on, then that of the member. */
  public static void main(String... ports) throws IOException, LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("smiley-").toString());
    tomcat.setPort(Integer.parseInt(ports[0]));
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    Context context = tomcat.addContext("", null);
    Wrapper proxy = Tomcat.addServlet(context, "proxy", new ProxyServlet());
    proxy.addInitParameter("targetUri", "http://127.0.0.1:" + ports[1]);
    proxy.addInitParameter("http.maxConnections", Integer.toString(CONNECTIONS));
    proxy.addMapping("/*");
    tomcat.start();
    tomcat.getServer().await();
  }
}
