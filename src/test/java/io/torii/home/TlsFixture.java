package io.torii.home;

import static io.torii.home.TlsPlace.API;
import static io.torii.home.TlsPlace.WWW;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.torii.deploy.Command;
import io.torii.testkit.Backend;
import io.torii.testkit.Browser;
import io.torii.testkit.Script;
import io.torii.testkit.Seen;
import io.torii.testkit.TestTls;
import io.torii.testkit.TlsClient;
import io.torii.testkit.websocket.EchoMember;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server with TLS, a member that speaks it too, and clients that look closely. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TlsExtension.class)
abstract class TlsFixture {

  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable TlsPlace place;
  private @Nullable TlsServer server;
  private @Nullable Backend member;
  private @Nullable EchoMember webSocket;
  private @Nullable TestTls www;
  private @Nullable TestTls api;

  /**
   * Starts the server, whose certificates are in their place.
   *
   * @param passes what each ProxyPass beside those of the file takes, by a name of one word
   */
  abstract TlsServer start(TlsPlace in, String memberAddress, Map<String, String> passes)
      throws Exception;

  /** Which kind of place it is. */
  abstract Container container();

  /** Whether it is so here. */
  final boolean holds(TlsLimit limit) {
    return limit.holds(container());
  }

  /** Its name in the {@link Matrix}. */
  final String title() {
    return container().title() + " TLS";
  }

  /** What {@code SSL_PROTOCOL} is for such a version. */
  final String protocol(String version) {
    return holds(TlsLimit.VERSION) ? version : "(null)";
  }

  @BeforeAll
  final void start() throws Exception {
    assumeTrue(Command.isThere("openssl"), "apt-get install openssl brings what the hook needs");
    place = new TlsPlace();
    Script answer = Script.ok("member");
    member = closing(Backend.startTls(place.members.issue("127.0.0.1"), answer));
    Backend stranger = closing(Backend.startTls(TestTls.forName("127.0.0.1"), answer));
    // Without reloading anything. Where PEM is said to be read, there is nothing else to read.
    Map<String, String> files = holds(TlsLimit.PEM) ? Map.of() : place.keystores();
    api = place.renew(API, files);
    www = place.renew(WWW, files);
    webSocket = closing(EchoMember.start());
    EchoMember webSocketTls = closing(EchoMember.startTls(place.members.issue("127.0.0.1")));
    Backend trailing = closing(Backend.start(TlsTrailers::member));
    Map<String, String> passes =
        Map.of(
            "trailers", "/trailers/ " + trailing.url() + "/",
            "stranger", "/stranger/ " + stranger.url() + "/",
            "ws", "/ws/ " + webSocket.uri(),
            "wss", "/wss/ " + webSocketTls.uri());
    server = closing(start(place, member.host() + ":" + member.port(), passes));
  }

  @AfterAll
  final void stop() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  final <T extends AutoCloseable> T closing(T resource) {
    open.add(resource);
    return resource;
  }

  private static <T> T there(@Nullable T value) {
    return Objects.requireNonNull(value, "it has not started");
  }

  /** The first site's certificate. */
  final TestTls www() {
    return there(www);
  }

  /** The second site's certificate. */
  final TestTls api() {
    return there(api);
  }

  /** Renews one of the two and hands it to the server. */
  final TestTls renew(String name) throws IOException, InterruptedException {
    TestTls renewed = place().renew(name, server().hook());
    if (name.equals(WWW)) {
      www = renewed;
    } else {
      api = renewed;
    }
    return renewed;
  }

  final Backend member() {
    return there(member);
  }

  /** The one that {@code /ws/} goes to; the one of {@code /wss/} is the same behind TLS. */
  final EchoMember webSocket() {
    return there(webSocket);
  }

  final TlsPlace place() {
    return there(place);
  }

  final TlsServer server() {
    return there(server);
  }

  final String url(String host, String path) {
    return "https://" + host + ":" + server().tlsPort() + path;
  }

  final Browser http1() {
    return Browser.http1(place().servers.trusting());
  }

  final Browser http2() {
    return Browser.http2(place().servers.trusting());
  }

  final TlsClient.Handshake raw() {
    return TlsClient.to(server().tlsPort());
  }

  final Seen atTheMember() {
    return member().lastRequest();
  }
}
