package io.torii.testkit.websocket;

import io.torii.testkit.TestTls;
import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.websocket.server.Constants;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;

/** A member with {@link EchoEndpoint}s, served by Tomcat's own implementation of WebSocket. */
public final class EchoMember implements AutoCloseable {

  private static final List<String> PROTOCOLS = List.of("echo.v2", "echo.v1");

  private final Tomcat tomcat = new Tomcat();
  private final Connector connector = new Connector();

  private EchoMember() {}

  /** On a free port of 127.0.0.1. */
  public static EchoMember start() {
    return start(null);
  }

  /** The same behind TLS. */
  public static EchoMember startTls(TestTls tls) {
    return start(tls);
  }

  private static EchoMember start(@Nullable TestTls tls) {
    EchoMember member = new EchoMember();
    try {
      Path base = Files.createTempDirectory("echo-member");
      member.configure(base, tls);
      member.tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return member;
  }

  private void configure(Path base, @Nullable TestTls tls) throws IOException {
    tomcat.setBaseDir(base.toString());
    tomcat.setSilent(true);
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    if (tls != null) {
      Path pem = Files.writeString(base.resolve("tls.pem"), tls.certificatePem() + tls.keyPem());
      secure(pem.toString());
    }
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", base.toString());
    context.addServletContainerInitializer(new WsSci(), Set.of());
    context.addServletContainerInitializer((classes, at) -> endpoints(at), Set.of());
  }

  private void secure(String pem) {
    SSLHostConfig config = new SSLHostConfig();
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateFile(pem);
    certificate.setCertificateKeyFile(pem);
    config.addCertificate(certificate);
    connector.setProperty("SSLEnabled", "true");
    connector.setScheme("https");
    connector.setSecure(true);
    connector.addSslHostConfig(config);
  }

  private static void endpoints(ServletContext at) {
    // The filter that shakes hands runs in front of a servlet, and nowhere else.
    at.addServlet("default", new DefaultServlet()).addMapping("/");
    ServerContainer container =
        (ServerContainer) at.getAttribute(Constants.SERVER_CONTAINER_SERVLET_CONTEXT_ATTRIBUTE);
    try {
      for (EchoEndpoint.Kind kind : EchoEndpoint.Kind.values()) {
        container.addEndpoint(
            ServerEndpointConfig.Builder.create(EchoEndpoint.class, kind.path())
                .subprotocols(PROTOCOLS)
                .extensions(List.copyOf(container.getInstalledExtensions()))
                .build());
      }
    } catch (DeploymentException e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return connector.getLocalPort();
  }

  /** What the paths of its endpoints are relative to. */
  public URI uri() {
    return URI.create((connector.getSecure() ? "wss" : "ws") + "://127.0.0.1:" + port() + "/");
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
