package io.torii.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.faults.ClientFault.Reached;
import io.torii.testkit.Backend;
import io.torii.testkit.Seen;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A client's fault in front of a member that does nothing wrong, and must not suffer for it. */
final class ClientCase implements Case {

  /** Nobody waits longer for a member whose client has gone, once it has said something. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final ClientFault fault;
  private final String id;
  private final Backend other;
  private final Faulty member;
  private final AtomicBoolean whole = new AtomicBoolean();
  private final AtomicLong goneAt = new AtomicLong();
  private final AtomicLong endedAt = new AtomicLong();

  /**
   * Starts the member.
   *
   * @param id the balancer's name and the first segment of the path
   * @param other would be asked in its place, and must not
   */
  ClientCase(ClientFault fault, String id, Backend other) throws IOException {
    this.fault = fault;
    this.id = id;
    this.other = other;
    this.member = new Faulty(wire -> {}, this::answer, null);
  }

  private void answer(Seen request, Wire wire) throws IOException {
    wire.body(request);
    whole.set(true);
    try {
      fault.answer.to(request, wire);
    } finally {
      endedAt.set(System.nanoTime());
    }
  }

  @Override
  public String name() {
    return "client: " + fault.name;
  }

  @Override
  public String directives() {
    return """
        <Proxy balancer://%s>
          BalancerMember %s
          BalancerMember %s/%s lbset=1
        </Proxy>
        ProxyPass /%s/ balancer://%s/
        """
        .formatted(id, member.backend().url(), other.url(), id, id, id);
  }

  /** What is compared as a whole. */
  private record Result(String heard, Reached reached, int logged, boolean other, boolean blamed) {}

  @Override
  public void run(Stage stage) throws IOException {
    String path = "/" + id + Faulty.FAULT;
    String heard;
    try (Dialogue dialogue = new Dialogue(stage.port(), path, member, fault.gone, goneAt)) {
      heard = fault.talk.with(dialogue);
    }
    assertThat(heard).isEqualTo(fault.heard);
    int logged = fault.logged == 0 ? stage.loggedYet(path) : stage.logged(path);
    Reached reached = reached(stage);
    Stage.Standing standing = stage.first(id);
    boolean elsewhere = other.requests().stream().anyMatch(r -> r.target().endsWith(path));
    boolean blamed = standing.inError() || !standing.lastError().isEmpty();
    assertThat(new Result(heard, reached, logged, elsewhere, blamed))
        .isEqualTo(new Result(fault.heard, fault.reached, fault.logged, false, false));
    if (reached == Reached.ABORTED) {
      await().until(() -> endedAt.get() != 0);
      assertThat(Duration.ofNanos(endedAt.get() - goneAt.get())).isLessThan(SOON);
    }
  }

  private Reached reached(Stage stage) throws IOException {
    List<Seen> faults = member.faults();
    assertThat(faults).hasSizeLessThanOrEqualTo(1);
    Heard next = Ask.GET.to(stage.port(), "/" + id + "/next");
    assertThat(next.inShort() + " " + next.body()).isEqualTo("200 " + Faulty.BODY);
    await().atMost(Duration.ofSeconds(10)).until(() -> member.backend().open() <= 1);
    if (faults.isEmpty()) {
      return Reached.NOTHING;
    }
    if (faults.get(0).connection() == member.backend().lastRequest().connection()) {
      return Reached.WHOLE;
    }
    return whole.get() ? Reached.ABORTED : Reached.PART;
  }

  @Override
  public void close() throws IOException {
    member.close();
  }
}
