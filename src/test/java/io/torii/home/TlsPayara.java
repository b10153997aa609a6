package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.deploy.Command;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A {@link PayaraHome} whose second listener is open, set up by deploy/payara's script for {@code
 * asadmin}.
 */
final class TlsPayara implements TlsServer {

  private static final Path INSTALLED = Path.of(System.getProperty("payara.home"));

  private static final Duration BACK = Duration.ofSeconds(20);
  private static final Duration START = Duration.ofMinutes(2);

  private final TlsPlace place;
  private final int tlsPort;
  private final PayaraHome home;

  private TlsPayara(TlsPlace place, int tlsPort, PayaraHome home) {
    this.place = place;
    this.tlsPort = tlsPort;
    this.home = home;
  }

  static TlsPayara start(TlsPlace place, String member, Map<String, String> passes)
      throws Exception {
    int tlsPort = ToriiProcess.freePort();
    String option = "<jvm-options>";
    String first = option + "-Djavax.net.ssl.keyStore=";
    PayaraHome home =
        PayaraHome.start(
            domain ->
                domain
                    .replace(
                        "enabled=\"false\" port=\"8181\" ",
                        "address=\"127.0.0.1\" port=\"" + tlsPort + "\" ")
                    .replace(
                        first, option + place.oldVersionsAreKnown() + "</jvm-options>" + first));
    TlsPayara server = new TlsPayara(place, tlsPort, home);
    try {
      String property = "set-config-property --source domain --propertyName torii.";
      StringBuilder rules = new StringBuilder();
      passes.forEach(
          (name, arguments) ->
              rules.append(
                  property + "proxy-pass.%s --propertyValue \"%s\"\n".formatted(name, arguments)));
      Path before =
          Files.writeString(
              place.folder.resolve("before.asadmin"),
              "create-system-properties tls.folder=%s:tls.password=changeit\n"
                      .formatted(place.folder)
                  + property
                  + "conf --propertyValue %s\n".formatted(place.site(home.port(), tlsPort, member))
                  + rules);
      server.asadmin("multimode", "--file", before.toString());
      home.deploy(Path.of(System.getProperty("torii.war")));
      server.asadmin("multimode", "--file", "deploy/payara/tls.asadmin");
      server.awaitListeners();
      return server;
    } catch (Exception | AssertionError e) {
      server.close();
      throw e;
    }
  }

  /** A command, which must succeed, and so must each of those in its file. */
  void asadmin(String... words) throws IOException, InterruptedException {
    Command done =
        Command.run(
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            Stream.concat(
                    Stream.of("sh", INSTALLED.resolve("bin/asadmin").toString()),
                    Stream.concat(
                        Stream.of("--interactive=false", "--port", "" + home.administration()),
                        Stream.of(words)))
                .toArray(String[]::new));
    assertThat(done.status()).as(done.said()).isZero();
    assertThat(done.said()).doesNotContain("failed", "failure");
  }

  /**
   * Listeners that are started anew are not back when {@code asadmin} is. Now and then one of them
   * never is, whoever asked for it; then Payara is asked once more.
   */
  void awaitListeners() throws IOException, InterruptedException {
    try {
      listenersAreBack(BACK);
    } catch (ConditionTimeoutException e) {
      asadmin("restart-http-listeners");
      listenersAreBack(START);
    }
  }

  private void listenersAreBack(Duration most) {
    await()
        .atMost(most)
        .until(() -> ToriiProcess.accepts(home.port()) && ToriiProcess.accepts(tlsPort));
  }

  @Override
  public int port() {
    return home.port();
  }

  @Override
  public int tlsPort() {
    return tlsPort;
  }

  @Override
  public Map<String, String> hook() {
    return place.keystores(
        Map.of(
            "PAYARA", INSTALLED.toString(),
            "PAYARA_OPTIONS", "--port " + home.administration(),
            "PAYARA_HTTP", "127.0.0.1:" + home.port(),
            "PAYARA_HTTPS", "127.0.0.1:" + tlsPort));
  }

  @Override
  public void close() {
    home.close();
  }
}
