package io.torii.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bytes both ways, the two ends, and what is left when one of them goes. */
class TunnelTest {

  private static final Duration IDLE = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong now = new AtomicLong();
  private final Tunnels tunnels = new Tunnels(threads, now::get);
  private final FakeMember member = new FakeMember();
  private final FakeClientEnd client = new FakeClientEnd();
  private final List<String> over = new CopyOnWriteArrayList<>();
  private final AtomicLong toMember = new AtomicLong();
  private final AtomicLong fromMember = new AtomicLong();

  private Tunnel begin(boolean halfClose) {
    Tunnel tunnel =
        tunnels.begin(
            member,
            new Tunnel.Terms(
                IDLE,
                halfClose,
                new Tunnel.Traffic() {
                  @Override
                  public void toMember(int bytes) {
                    toMember.addAndGet(bytes);
                  }

                  @Override
                  public void fromMember(int bytes) {
                    fromMember.addAndGet(bytes);
                  }
                }));
    tunnel.whenOver(() -> over.add("over"));
    return tunnel;
  }

  private Tunnel open() {
    Tunnel tunnel = begin(true);
    tunnel.open(client);
    return tunnel;
  }

  @AfterEach
  void close() throws InterruptedException {
    tunnels.close();
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  private static void send(Tunnel tunnel, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    tunnel.received(bytes, 0, bytes.length);
  }

  @Test
  void bytesGoBothWaysAndAreCounted() throws IOException {
    Tunnel tunnel = open();
    send(tunnel, "hello");
    member.says("hi");
    await().until(() -> client.text().equals("hi"));
    assertThat(member.text()).isEqualTo("hello");
    await().until(() -> tunnel.toClient() == 2);
    assertThat(tunnel.fromClient()).isEqualTo(5);
    assertThat(toMember).hasValue(5);
    assertThat(fromMember).hasValue(2);
    assertThat(over).isEmpty();
    assertThat(tunnels.count()).isEqualTo(1);
  }

  @Test
  void aLargeAnswerArrivesWholeThoughBuffersAreSmall() {
    Tunnel tunnel = open();
    String large = "0123456789".repeat(20_000);
    member.says(large);
    await().until(() -> client.text().length() == large.length());
    assertThat(client.text()).isEqualTo(large);
    assertThat(tunnel.toClient()).isEqualTo(large.length());
  }

  @Test
  void theClientMayEndFirst() {
    Tunnel tunnel = open();
    tunnel.clientEnded();
    assertThat(member.ended()).isTrue();
    assertThat(over).isEmpty();
    member.says("last words");
    member.ends();
    await().until(() -> !over.isEmpty());
    assertThat(client.text()).isEqualTo("last words");
    assertThat(client.closed()).isTrue();
    assertThat(member.closed()).isTrue();
    assertThat(tunnels.count()).isZero();
  }

  @Test
  void theMemberMayEndFirst() throws IOException {
    Tunnel tunnel = open();
    member.ends();
    await().until(() -> client.ended());
    send(tunnel, "still here");
    assertThat(member.text()).isEqualTo("still here");
    assertThat(over).isEmpty();
    tunnel.clientEnded();
    assertThat(over).containsExactly("over");
    assertThat(client.closed() && member.closed()).isTrue();
  }

  @Test
  void whereNoHalfCanBeEndedAloneTheWholeIs() {
    client.isWhole();
    open();
    member.ends();
    await().until(() -> !over.isEmpty());
    assertThat(client.closed() && member.closed()).isTrue();
  }

  @Test
  void withoutHalvesOneEndIsEnough() {
    Tunnel tunnel = begin(false);
    tunnel.open(client);
    tunnel.clientEnded();
    assertThat(over).containsExactly("over");
    assertThat(member.ended()).isFalse();
  }

  @Test
  void aMemberThatBreaksOffTakesTheClientAlong() {
    open();
    member.breaks();
    await().until(() -> !over.isEmpty());
    assertThat(client.closed()).isTrue();
  }

  @Test
  void aClientThatCannotBeWrittenToTakesTheMemberAlong() {
    client.breaks();
    open();
    member.says("x");
    await().until(() -> !over.isEmpty());
    assertThat(member.closed()).isTrue();
  }

  @Test
  void whoSaysNothingForTooLongIsClosed() throws IOException {
    Tunnel tunnel = open();
    now.set(IDLE.toNanos());
    send(tunnel, "x"); // just in time
    now.addAndGet(IDLE.toNanos());
    await().during(Duration.ofMillis(300)).until(over::isEmpty);
    now.addAndGet(1);
    await().until(() -> !over.isEmpty());
    assertThat(tunnel.idled()).isTrue();
    assertThat(client.closed() && member.closed()).isTrue();
  }

  @Test
  void aClientThatIsNeverToldOfIsNotWaitedForForEver() {
    begin(true);
    now.set(IDLE.toNanos() + 1);
    await().until(() -> !over.isEmpty());
    assertThat(member.closed()).isTrue();
  }

  @Test
  void theEndOfAllIsTheEndOfEach() {
    Tunnel tunnel = open();
    tunnels.close();
    assertThat(over).containsExactly("over");
    assertThat(client.closed() && member.closed()).isTrue();
    tunnel.close();
    assertThat(over).hasSize(1);
    tunnel.whenOver(() -> over.add("late"));
    assertThat(over).containsExactly("over", "late");
    FakeClientEnd late = new FakeClientEnd();
    begin(true).open(late);
    assertThat(late.closed()).isTrue();
  }

  @Test
  void whatAMemberDoesNotTakeIsTheReadersToKnow() {
    Tunnel tunnel = open();
    member.close();
    assertThatThrownBy(() -> send(tunnel, "x")).isInstanceOf(IOException.class);
  }
}
