package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.RawClient;
import io.torii.testkit.Script;
import io.torii.testkit.Seen;
import io.torii.testkit.WebSocketRun;
import io.torii.testkit.WebSocketServer;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSocket and other protocols go through the server as if it were not there. */
// Heads are written with their line ends, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
abstract class TunnelSuite extends HomeSuite {

  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final String SWITCHING =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\nX-It: it\r\n\r\n";

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Map<String, Script.Answer> answers = new ConcurrentHashMap<>();
  private final Backend member = member(Script.byTarget(answers));

  @Override
  protected Map<String, String> configuration() throws IOException {
    answers.put("/ws", WebSocketServer::serve);
    answers.put("/echo", this::echo);
    answers.put("/plain", (request, wire) -> wire.answer(200, request.head()));
    answers.put("/refused", (request, wire) -> wire.answer(403, "not you"));
    return directives(
        """
        <Proxy balancer://tunnels>
          BalancerMember %1$s upgrade=ANY
        </Proxy>
        <Location /balancer-manager>
          SetHandler balancer-manager
        </Location>
        ProxyPass /any/ http://%2$s/ upgrade=ANY
        ProxyPass /one/ http://%2$s/ upgrade=echo
        ProxyPass /none/ http://%2$s/
        ProxyPass /balanced/ balancer://tunnels/
        ProxyPass / ws://%2$s/
        """
            .formatted(member.url(), member.host() + ":" + member.port()));
  }

  /** Switches; then everything comes back in capitals, and the end with a farewell. */
  private void echo(Seen request, Wire wire) throws IOException {
    wire.send(SWITCHING);
    for (int b = wire.in().read(); b >= 0; b = wire.in().read()) {
      wire.send(new byte[] {(byte) Character.toUpperCase(b)});
    }
    wire.send("bye");
    wire.close();
  }

  private RawClient ask(String path, String upgrade) throws IOException {
    return RawClient.to(port())
        .send(
            "GET %s HTTP/1.1\r\nHost: w\r\nConnection: Upgrade\r\nUpgrade: %s\r\n\r\n"
                .formatted(path, upgrade));
  }

  private RawClient tunnel(String path) throws IOException {
    RawClient client = ask(path, "echo");
    assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 101");
    return client;
  }

  @Test
  void aWebSocketHearsWhatItHearsWithoutUs() throws Exception {
    List<String> direct =
        WebSocketRun.against(URI.create(member.url().replace("http", "ws") + "/ws"));
    assertThat(direct).noneMatch(line -> line.startsWith("error") || line.equals("nothing"));
    assertThat(WebSocketRun.against(URI.create(front().replace("http", "ws") + "/ws")))
        .isEqualTo(direct);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/any/echo", "/one/echo", "/balanced/echo"})
  void anyProtocolGoesThrough(String path) throws IOException {
    try (RawClient client = ask(path, "echo")) {
      String head = client.until("\r\n\r\n");
      assertThat(head).startsWith("HTTP/1.1 101").contains("X-It: it\r\n");
      assertThat(head.toLowerCase(Locale.ROOT))
          .contains("upgrade: echo\r\n", "connection: upgrade\r\n")
          .doesNotContain("content-length", "transfer-encoding");
      assertThat(client.send("hello").until("HELLO")).isEqualTo("HELLO");
      assertThat(client.send("again").until("AGAIN")).isEqualTo("AGAIN");
      assertThat(member.lastRequest().all("Upgrade")).containsExactly("echo");
      assertThat(member.lastRequest().all("Connection")).containsExactly("Upgrade");
    }
  }

  @Test
  void aMemberMaySpeakFirst() throws IOException {
    answers.put(
        "/first",
        (request, wire) -> {
          wire.send(SWITCHING + "welcome");
          wire.untilClosed();
        });
    try (RawClient client = tunnel("/any/first")) {
      assertThat(client.until("welcome")).isEqualTo("welcome");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/none/plain echo", "/one/plain other", "/plain echo"})
  void whatIsNotAllowedIsAnOrdinaryRequest(String pathAndProtocol) throws IOException {
    String[] words = pathAndProtocol.split(" ", 2);
    try (RawClient client = ask(words[0], words[1])) {
      assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 200");
      assertThat(member.lastRequest().all("Upgrade")).isEmpty();
      assertThat(member.lastRequest().all("Connection")).doesNotContain("Upgrade");
    }
  }

  @Test
  void aMemberThatDoesNotSwitchAnswersAsEver() throws IOException {
    try (RawClient client = ask("/any/refused", "echo")) {
      assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 403");
      assertThat(client.until("not you")).isEqualTo("not you");
    }
  }

  @Test
  void aProtocolThatNobodyAskedForIsRefused() throws IOException {
    try (RawClient client = ask("/any/echo", "other")) {
      assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 502");
    }
  }

  /** Payara closes the connection of a client that has ended its half, before it can be told. */
  @Test
  void theClientMayEndFirst() throws IOException {
    answers.put(
        "/told",
        (request, wire) -> {
          wire.send(SWITCHING);
          heard.add("told " + new String(wire.in().readAllBytes(), StandardCharsets.US_ASCII));
          wire.send("bye");
          wire.close();
        });
    boolean whole = home().container() != Container.PAYARA;
    try (RawClient client = tunnel("/any/told")) {
      assertThat(client.send("all").endOutput().rest()).isEqualTo(whole ? "bye" : "");
      await().until(() -> heard.contains("told all"));
    }
  }

  /** Payara knows no half of a connection, and closes it. */
  @Test
  void theMemberMayEndFirst() throws Exception {
    answers.put(
        "/ends",
        (request, wire) -> {
          wire.send(SWITCHING + "over");
          wire.endOutput();
          StringBuilder got = new StringBuilder();
          for (int b = wire.in().read(); b >= 0; b = wire.in().read()) {
            got.append((char) b);
          }
          heard.add("behind the end: " + got);
          wire.close();
        });
    try (RawClient client = tunnel("/any/ends")) {
      assertThat(client.rest()).isEqualTo("over");
      if (home().container() == Container.PAYARA) {
        await().until(() -> heard.contains("behind the end: "));
        return;
      }
      client.send("more").endOutput();
      await().until(() -> heard.contains("behind the end: more"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMemberThatGoesTakesTheClientAlong(boolean reset) throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    answers.put(
        "/dies",
        (request, wire) -> {
          wire.send(SWITCHING + "here");
          wire.await(arrived);
          if (reset) {
            wire.reset();
          } else {
            wire.close();
          }
        });
    try (RawClient client = tunnel("/any/dies")) {
      assertThat(client.until("here")).isEqualTo("here");
      long began = System.nanoTime();
      arrived.countDown();
      assertThat(client.rest()).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatGoesTakesTheMemberAlong(boolean reset) throws Exception {
    answers.put(
        "/left",
        (request, wire) -> {
          wire.send(SWITCHING);
          try {
            wire.untilClosed();
          } finally {
            heard.add("left by " + reset);
          }
        });
    try (RawClient client = tunnel("/any/left")) {
      if (reset) {
        client.reset();
      }
    }
    await().atMost(AT_ONCE).until(() -> heard.contains("left by " + reset));
  }

  /** Nobody reads, and nothing is lost of it: more than any buffer on the way can hold. */
  @Test
  void whoIsSlowIsWaitedFor() throws Exception {
    int size = 32 << 20;
    CountDownLatch read = new CountDownLatch(1);
    answers.put(
        "/slow",
        (request, wire) -> {
          wire.send(SWITCHING);
          wire.await(read);
          byte[] all = wire.in().readNBytes(size);
          wire.send(all);
          wire.close();
        });
    try (RawClient client = tunnel("/any/slow")) {
      byte[] sent = new byte[size];
      for (int i = 0; i < size; i++) {
        sent[i] = (byte) (i * 7 + (i >> 16));
      }
      Thread writer =
          new Thread(
              () -> {
                try {
                  client.out().write(sent);
                } catch (IOException e) {
                  heard.add("broken: " + e);
                }
              });
      writer.start();
      await().during(Duration.ofMillis(500)).until(writer::isAlive); // it cannot get rid of it
      read.countDown();
      assertThat(client.in().readNBytes(size)).isEqualTo(sent);
      writer.join();
      assertThat(heard).noneMatch(line -> line.startsWith("broken"));
    }
  }

  @Test
  void aMemberIsBusyAndCountedForAsLongAsItLasts() throws IOException {
    long before = number("bytesIn");
    try (RawClient client = tunnel("/balanced/echo")) {
      assertThat(client.send("hello").until("HELLO")).isEqualTo("HELLO");
      assertThat(number("busy")).isEqualTo(1);
      // those of the tests before may not be over yet
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> get("/balancer-manager/metrics").body().contains("\ntorii_tunnels 1.0\n"));
      await().atMost(Duration.ofSeconds(5)).until(() -> number("bytesIn") == before + 5);
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> number("busy") == 0);
  }

  private long number(String field) {
    String json = get("/balancer-manager/api/balancers").body();
    String regex = "\"%1$s\":(\\d+)(?:(?!\"%1$s\":).)*\"name\":\"tunnels\"".formatted(field);
    Matcher matcher = Pattern.compile(regex, Pattern.DOTALL).matcher(json);
    assertThat(matcher.find()).as(json).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
