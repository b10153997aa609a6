package io.torii.home;

import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * A Tomcat as it was downloaded, with the files of deploy/tomcat at their places, and the manager
 * application that comes with it.
 */
final class TlsTomcat implements TlsServer {

  private static final Path DEPLOY = Path.of("deploy/tomcat");

  /** As an administrator might want it: clients' authorities in PEM form. */
  private static final String PEM_AUTHORITIES =
      """
      <Connector protocol="org.apache.coyote.http11.Http11NioProtocol" address="127.0.0.1" port="%d"
                 SSLEnabled="true" scheme="https" secure="true">
        <SSLHostConfig certificateVerification="optional" caCertificateFile="${tls.folder}/clients.crt">
          <Certificate certificateFile="${tls.folder}/www.example.com.crt"
                       certificateKeyFile="${tls.folder}/www.example.com.key" />
        </SSLHostConfig>
      </Connector>
      """;

  private final int port;
  private final int tlsPort;
  private final int pemPort;
  private final ServerRun run;
  private final Map<String, String> hook;

  private TlsTomcat(int port, int tlsPort, int pemPort, ServerRun run, Map<String, String> hook) {
    this.port = port;
    this.tlsPort = tlsPort;
    this.pemPort = pemPort;
    this.run = run;
    this.hook = hook;
  }

  static TlsTomcat start(Path installed, TlsPlace place, String member, Map<String, String> passes)
      throws IOException {
    int port = ToriiProcess.freePort();
    int tlsPort = ToriiProcess.freePort();
    int pemPort = ToriiProcess.freePort();
    TomcatBase base =
        TomcatBase.create(
            installed,
            "manager",
            server -> withConnectors(server, PEM_AUTHORITIES.formatted(pemPort)));
    Files.copy(DEPLOY.resolve("setenv.sh"), base.resolve("bin/setenv.sh"));
    Path contexts = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
    Files.copy(DEPLOY.resolve("ROOT.xml"), contexts.resolve("ROOT.xml"));
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_OPTS", place.oldVersionsAreKnown());
    environment.put("TORII_CONF", place.site(port, tlsPort, member).toString());
    passes.forEach(
        (name, rule) -> environment.put("TORII_PROXY_PASS_" + name.toUpperCase(Locale.ROOT), rule));
    environment.put("TLS_FOLDER", place.folder.toString());
    environment.put("PROXY_WAR", System.getProperty("torii.standalone.war"));
    environment.put("PROXY_HEAP", "512m");
    environment.put("CONNECTOR_ADDRESS", "127.0.0.1");
    environment.put("CONNECTOR_PORT", Integer.toString(port));
    environment.put("CONNECTOR_TLS_PORT", Integer.toString(tlsPort));
    ServerRun run = base.run(environment).awaitPort(port).awaitPort(tlsPort);
    Path login =
        Files.writeString(
            place.folder.resolve("manager.curl"), "user = " + TomcatBase.CREDENTIALS + "\n");
    return new TlsTomcat(
        port,
        tlsPort,
        pemPort,
        run,
        Map.of(
            "TOMCAT", "http://127.0.0.1:" + port + "/manager", "TOMCAT_LOGIN", login.toString()));
  }

  private static String withConnectors(String server, String more) {
    try {
      String connectors = Files.readString(DEPLOY.resolve("server-connectors.xml")) + more;
      return server.replaceFirst(
          "<Connector port=\"8080\" [^>]*/>", Matcher.quoteReplacement(connectors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public int tlsPort() {
    return tlsPort;
  }

  /** The port of a connector that has the authorities of clients in PEM form. */
  int pemPort() {
    return pemPort;
  }

  @Override
  public Map<String, String> hook() {
    return hook;
  }

  @Override
  public void close() {
    run.close();
  }
}
