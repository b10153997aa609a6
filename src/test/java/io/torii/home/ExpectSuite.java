package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.RawClient;
import io.torii.testkit.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client asks whether its body is wanted (RFC 9110 §10.1.1), and the member is who says so. */
// Heads are written with their line ends, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
abstract class ExpectSuite extends HomeSuite {

  private static final String CONTINUE = "HTTP/1.1 100";

  private final Map<String, Script.Answer> answers = new ConcurrentHashMap<>();
  private final Backend member = member(Script.byTarget(answers));

  @Override
  protected Map<String, String> configuration() throws IOException {
    return directives(
        """
        <Proxy balancer://two>
            BalancerMember http://127.0.0.1:%d
            BalancerMember %s status=+H
        </Proxy>
        ProxyPass /two/ balancer://two/
        ProxyPass /insists/ %s/insists/ ping=300ms
        ProxyPass / %s/
        <Location /off>
            Proxy100Continue Off
        </Location>
        <Location /limited>
            LimitRequestBody 10
        </Location>
        <Location /denied>
            Require all denied
        </Location>
        """
            .formatted(Backend.refusingPort(), member.url(), member.url(), member.url()));
  }

  private RawClient asking(String target) throws IOException {
    return asking(target, "Content-Length: 11");
  }

  private RawClient asking(String target, String framing) throws IOException {
    return RawClient.to(port())
        .send(
            "PUT %s HTTP/1.1\r\nHost: w\r\nExpect: 100-continue\r\n%s\r\n\r\n"
                .formatted(target, framing));
  }

  /** True where the server says 100 by itself, before it is known what the member thinks. */
  private boolean hasty() {
    return Limit.EXPECT_REFUSED.outcome(home().container()).startsWith("100");
  }

  /**
   * An answer in place of a 100, up to these characters, with which the connection ends. Tomcat
   * leaves that to the client, if the answer is no refusal.
   */
  private void assertRefused(RawClient client, int status, String end) throws IOException {
    String head = client.until("\r\n\r\n");
    if (hasty()) {
      assertThat(head).startsWith(CONTINUE);
      head = client.until("\r\n\r\n");
    }
    assertThat(head).startsWith("HTTP/1.1 " + status);
    assertThat(client.until(end)).endsWith(end);
    if (!hasty()) {
      assertThat(head).containsIgnoringCase("Connection: close");
      assertThat(status < 300 ? "" : client.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 413, 417, 503})
  void aRefusalComesInPlaceOfTheBody(int status) throws IOException {
    String target = "/refuses" + status;
    AtomicInteger bytes = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    answers.put(
        target,
        (request, wire) -> {
          wire.answer(status, "no");
          bytes.set(wire.in().readAllBytes().length);
          over.countDown();
        });
    try (RawClient client = asking(target)) {
      assertRefused(client, status, "no");
      await().until(() -> over.getCount() == 0);
      assertThat(bytes).hasValue(0);
      assertThat(member.lastRequest().all("Expect")).containsExactly("100-continue");
    }
  }

  @Test
  void anAnswerThatDoesNotWaitForTheBodyComesAtOnce() throws IOException {
    answers.put("/hasty", (request, wire) -> wire.answer(200, "done"));
    try (RawClient client = asking("/hasty")) {
      assertRefused(client, 200, "done");
    }
  }

  @ParameterizedTest
  @CsvSource({"/limited, 413", "/denied, 403"})
  void whatIsRefusedHereIsAskedOfNobody(String target, int status) throws IOException {
    int before = member.requests().size();
    try (RawClient client = asking(target)) {
      assertRefused(client, status, "</html>\n");
    }
    assertThat(member.requests()).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 11", "Transfer-Encoding: chunked"})
  void theMembersYesBringsTheBody(String framing) throws IOException {
    boolean chunked = framing.contains("chunked");
    answers.put(
        "/wants",
        (request, wire) -> {
          wire.send("HTTP/1.1 102 Processing\r\n\r\n");
          wire.send("HTTP/1.1 100 Continue\r\n\r\n");
          wire.answer(200, wire.body(request).body());
        });
    try (RawClient client = asking("/wants", framing)) {
      boolean forgets = chunked && home().container() == Container.PAYARA;
      if (!forgets) {
        assertThat(client.until("\r\n\r\n")).startsWith(CONTINUE);
      }
      client.send(chunked ? "b\r\nhello world\r\n0\r\n\r\n" : "hello world");
      String head = client.until("\r\n\r\n");
      assertThat(forgets && head.startsWith(CONTINUE) ? client.until("\r\n\r\n") : head)
          .startsWith("HTTP/1.1 200");
      assertThat(client.until("hello world")).endsWith("hello world");
      answers.put("/next", (request, wire) -> wire.answer(200, "next"));
      client.send("GET /next HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n");
      assertThat(client.rest()).startsWith("HTTP/1.1 200").endsWith("next");
    }
  }

  @Test
  void aMemberThatSaysNothingGetsTheBodyAfterASecond() throws IOException {
    answers.put("/silent", (request, wire) -> wire.answer(200, wire.body(request).body()));
    long start = System.nanoTime();
    try (RawClient client = asking("/silent")) {
      assertThat(client.until("\r\n\r\n")).startsWith(CONTINUE);
      client.send("hello world");
      assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 200");
      assertThat(client.until("hello world")).isEqualTo("hello world");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
  }

  @Test
  void anotherMemberMayBeAskedForIt() throws IOException {
    answers.put(
        "/second",
        (request, wire) -> {
          wire.send("HTTP/1.1 100 Continue\r\n\r\n");
          wire.answer(200, wire.body(request).body());
        });
    try (RawClient client = asking("/two/second")) {
      assertThat(client.until("\r\n\r\n")).startsWith(CONTINUE);
      client.send("hello world");
      assertThat(client.until("hello world")).startsWith("HTTP/1.1 200").endsWith("hello world");
    }
  }

  @Test
  void withPingAMemberHasToSayIt() throws IOException {
    answers.put("/insists/", (request, wire) -> wire.untilClosed());
    try (RawClient client = asking("/insists/")) {
      assertRefused(client, 503, "</html>\n");
    }
  }

  /** The body is still to come: another connection may be asked for it, as RFC 9110 §9.2.2 lets. */
  @Test
  void aMemberThatLeavesIsAskedAgain() throws IOException {
    AtomicInteger times = new AtomicInteger();
    answers.put(
        "/leaves",
        (request, wire) -> {
          if (times.incrementAndGet() == 1) {
            wire.close();
            return;
          }
          wire.send("HTTP/1.1 100 Continue\r\n\r\n");
          wire.answer(200, wire.body(request).body());
        });
    try (RawClient client = asking("/leaves")) {
      assertThat(client.until("\r\n\r\n")).startsWith(CONTINUE);
      client.send("hello world");
      assertThat(client.until("hello world")).startsWith("HTTP/1.1 200").endsWith("hello world");
      assertThat(times).hasValue(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"/off, HTTP/1.1", "/old, HTTP/1.0"})
  void elsewhereTheBodyIsTakenUnasked(String target, String version) throws IOException {
    answers.put(target, (request, wire) -> wire.answer(200, wire.body(request).body()));
    try (RawClient client = RawClient.to(port())) {
      client.send(
          "PUT %s %s\r\nHost: w\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n"
              .formatted(target, version));
      if (version.equals("HTTP/1.1")) {
        assertThat(client.until("\r\n\r\n")).startsWith(CONTINUE);
      }
      client.send("hello world");
      assertThat(client.until("hello world")).startsWith("HTTP/1.").endsWith("hello world");
      assertThat(member.lastRequest().all("Expect")).isEmpty();
    }
  }
}
