package io.torii.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Seen;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member's fault in a balancer whose other member is well, and only asked if the faulty one is
 * not usable ({@code lbset}). Two requests go there: for the fault, and then for something else.
 */
final class MemberCase implements Case {

  static final String OTHER = "other";

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration TOO_LATE = Duration.ofSeconds(15);

  private final MemberFault fault;
  private final String id;
  private final Backend other;
  private final @Nullable Faulty faulty;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Closeable> held = new ArrayList<>();

  /**
   * Starts the faulty members.
   *
   * @param id the balancer's name and the first segment of the path
   * @param other serves all cases, told apart by that segment
   */
  MemberCase(MemberFault fault, String id, Backend other) throws IOException {
    this.fault = fault;
    this.id = id;
    this.other = other;
    MemberFault.@Nullable Opening elsewhere = fault.elsewhere;
    @Nullable Faulty first = null;
    for (int i = 0; i < fault.faulty; i++) {
      if (elsewhere == null) {
        Faulty member = new Faulty(fault.onAccept, fault.onFault, fault.tls);
        first = first == null ? member : first;
        ports.add(member.backend().port());
        held.add(member);
      } else {
        MemberFault.Place place = elsewhere.open();
        ports.add(place.port());
        held.add(place.held());
      }
    }
    faulty = first;
  }

  @Override
  public String name() {
    return fault.name;
  }

  @Override
  public String directives() {
    StringBuilder text = new StringBuilder("<Proxy balancer://%s>\n".formatted(id));
    for (int port : ports) {
      text.append(
          "  BalancerMember %s://127.0.0.1:%d %s\n"
              .formatted(fault.scheme, port, fault.parameters));
    }
    text.append("  BalancerMember %s/%s lbset=1\n".formatted(other.url(), id));
    if (!fault.balancer.isEmpty()) {
      text.append("  ProxySet ").append(fault.balancer).append('\n');
    }
    return text + "</Proxy>\nProxyPass /%s/ balancer://%s/\n".formatted(id, id);
  }

  @Override
  public void run(Stage stage) throws IOException {
    Scene scene = faulty == null ? null : new Scene(stage.port(), "/" + id, faulty);
    MemberFault.@Nullable Before before = fault.before;
    if (before != null && scene != null) {
      before.prepare(scene);
    }
    long begun = System.nanoTime();
    Heard heard = fault.ask.to(stage.port(), "/" + id + Faulty.FAULT);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    fault.heard.countDown();
    if (scene != null) {
      scene.over();
    }
    boolean toOther = asked(Faulty.FAULT);
    Stage.Standing standing = stage.first(id);
    assertThat(standing.inError())
        .as(standing.lastError())
        .isEqualTo(!standing.lastError().isEmpty());
    boolean kept = next(stage, standing.inError());
    int times = faulty == null ? 0 : faulty.faults().size();
    assertThat(new Outcome(heard.inShort(), times, toOther, standing.inError(), kept))
        .as(() -> heard + "\n" + standing.lastError())
        .isEqualTo(fault.outcome);
    if (fault.onKept && faulty != null) {
      assertThat(faulty.faults().get(0).connection()).isEqualTo(1);
    }
    if (fault.body != null || toOther) {
      assertThat(heard.body()).isEqualTo(toOther ? OTHER : fault.body);
    }
    if (fault.late) {
      assertThat(took).isBetween(PATIENCE, TOO_LATE);
    }
  }

  /** The next request is served; whether it came to the faulty member on the same connection. */
  private boolean next(Stage stage, boolean inError) throws IOException {
    if (fault.forGood) {
      return false;
    }
    Heard next = Ask.GET.to(stage.port(), "/" + id + "/next");
    assertThat(next.inShort()).isEqualTo("200");
    assertThat(next.body()).isEqualTo(inError ? OTHER : Faulty.BODY);
    if (faulty == null) {
      return false;
    }
    // Whatever is not kept is closed: by Torii, where the member has left it open.
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> faulty.backend().open() <= (inError ? 0 : 1));
    List<Seen> faults = faulty.faults();
    return !inError
        && !faults.isEmpty()
        && faults.get(faults.size() - 1).connection()
            == faulty.backend().lastRequest().connection();
  }

  private boolean asked(String target) {
    return other.requests().stream().anyMatch(r -> r.target().equals("/" + id + target));
  }

  @Override
  public void close() throws IOException {
    for (Closeable one : held) {
      one.close();
    }
  }
}
