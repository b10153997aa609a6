package io.torii.home;

import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * A Tomcat as it was downloaded, with the files of deploy/tomcat at their places, and the manager
 * application that comes with it.
 */
final class TlsTomcat implements TlsServer {

  private static final Path DEPLOY = Path.of("deploy/tomcat");
  private static final String CREDENTIALS = "renewal:renewal";

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

  static TlsTomcat start(Path installed, TlsPlace place, String member, String stranger)
      throws IOException {
    int port = ToriiProcess.freePort();
    int tlsPort = ToriiProcess.freePort();
    int pemPort = ToriiProcess.freePort();
    Path base = base(installed, PEM_AUTHORITIES.formatted(pemPort));
    ProcessBuilder command =
        new ProcessBuilder("sh", installed.resolve("bin/catalina.sh").toString(), "run");
    Map<String, String> environment = command.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_OPTS", place.oldVersionsAreKnown());
    environment.put("CATALINA_HOME", installed.toString());
    environment.put("CATALINA_BASE", base.toString());
    environment.put("TORII_CONF", place.site(port, tlsPort, member).toString());
    environment.put("TORII_PROXY_PASS_STRANGER", "/stranger/ " + stranger + "/");
    environment.put("TLS_FOLDER", place.folder.toString());
    environment.put("PROXY_WAR", System.getProperty("torii.standalone.war"));
    environment.put("PROXY_HEAP", "512m");
    environment.put("CONNECTOR_ADDRESS", "127.0.0.1");
    environment.put("CONNECTOR_PORT", Integer.toString(port));
    environment.put("CONNECTOR_TLS_PORT", Integer.toString(tlsPort));
    ServerRun run =
        ServerRun.start(command, base.resolve("logs/catalina.out"))
            .awaitPort(port)
            .awaitPort(tlsPort);
    Path login =
        Files.writeString(place.folder.resolve("manager.curl"), "user = " + CREDENTIALS + "\n");
    return new TlsTomcat(
        port,
        tlsPort,
        pemPort,
        run,
        Map.of(
            "TOMCAT", "http://127.0.0.1:" + port + "/manager", "TOMCAT_LOGIN", login.toString()));
  }

  private static Path base(Path installed, String more) throws IOException {
    Path base = Folders.create("tomcat-tls");
    Folders.copy(installed.resolve("conf"), base.resolve("conf"));
    Folders.copy(installed.resolve("webapps/manager"), base.resolve("webapps/manager"));
    for (String folder : new String[] {"logs", "temp", "work", "bin"}) {
      Files.createDirectory(base.resolve(folder));
    }
    Files.copy(DEPLOY.resolve("setenv.sh"), base.resolve("bin/setenv.sh"));
    Path contexts = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
    Files.copy(DEPLOY.resolve("ROOT.xml"), contexts.resolve("ROOT.xml"));
    Path server = base.resolve("conf/server.xml");
    String connectors = Files.readString(DEPLOY.resolve("server-connectors.xml"));
    Files.writeString(
        server,
        Files.readString(server)
            .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replaceFirst(
                "<Connector port=\"8080\" [^>]*/>", Matcher.quoteReplacement(connectors + more)));
    String[] user = CREDENTIALS.split(":", 2);
    Files.writeString(
        base.resolve("conf/tomcat-users.xml"),
        "<tomcat-users><user username=\"%s\" password=\"%s\" roles=\"manager-script\"/></tomcat-users>"
            .formatted(user[0], user[1]));
    return base;
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
