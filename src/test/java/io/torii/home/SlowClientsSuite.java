package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.SoakBody;
import io.torii.testkit.SoakMember;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A crowd that hardly reads its downloads, or hardly sends its uploads: others are served as ever
 * meanwhile, the memory is enough, and at last the crowd gets what it has asked for. {@code
 * -Dslow.downloads} and {@code -Dslow.uploads} say how many they are.
 */
abstract class SlowClientsSuite extends HomeSuite {

  private static final int DOWNLOADS = Integer.getInteger("slow.downloads", 1_000);
  private static final int UPLOADS = Integer.getInteger("slow.uploads", 300);

  /** How many there are. */
  static final int ALL = DOWNLOADS + UPLOADS;

  /** Longer than what is kept to be sent again. */
  private static final int UPLOAD = 100_000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long MOST_MILLIS = 1_000;
  private static final Pattern BUSY = Pattern.compile("\"busy\":(\\d+)");

  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final SoakMember member = closing(member());

  private SoakMember member() {
    try {
      return SoakMember.start("slow", complaints);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Map<String, String> configuration() throws IOException {
    return Map.of("torii.proxy-pass.all", "/ " + member.url() + "/");
  }

  /** The most threads that the server may need for them. */
  abstract int threads();

  /** The most that its objects may take, in KiB. */
  abstract long heap();

  @Test
  void othersAreServed() throws Exception {
    ServerProcess server = ServerProcess.of(home().pid());
    OrdinaryRequests alone = OrdinaryRequests.send(port());
    assertThat(alone.faults()).isEmpty();
    String before = holds(server);
    try (SlowClients crowd =
        SlowClients.start(port(), DOWNLOADS, SoakBody.LONGEST, UPLOADS, UPLOAD)) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(busy()).isEqualTo(ALL));
      OrdinaryRequests beside = OrdinaryRequests.send(port());
      tell(
          "%d slow downloads, %d slow uploads: others p50 %d ms, p99 %d ms, alone %d and %d; %s -> %s"
              .formatted(
                  DOWNLOADS,
                  UPLOADS,
                  beside.percentile(50),
                  beside.percentile(99),
                  alone.percentile(50),
                  alone.percentile(99),
                  before,
                  holds(server)));
      assertThat(beside.faults()).isEmpty();
      assertThat(beside.percentile(99)).isLessThanOrEqualTo(MOST_MILLIS);
      assertThat(server.threads()).isLessThanOrEqualTo(threads());
      assertThat(server.heapAfterCollection()).isLessThanOrEqualTo(heap());
      assertThat(busy()).isEqualTo(ALL);
      assertThat(crowd.faults()).isEmpty();

      assertThat(crowd.finish(PATIENCE)).isTrue();
      assertThat(crowd.faults()).isEmpty();
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(busy()).isZero());
    assertThat(complaints).isEmpty();
  }

  private static String holds(ServerProcess server) throws IOException {
    return "%d threads, heap %d KiB, resident %d KiB"
        .formatted(server.threads(), server.heapAfterCollection(), server.resident());
  }

  private int busy() {
    Matcher busy = BUSY.matcher(get("/balancer-manager/api/balancers").body());
    assertThat(busy.find()).isTrue();
    return Integer.parseInt(busy.group(1));
  }

  private void tell(String line) throws IOException {
    Matrix.add(home().container().title(), line);
    System.out.println(line);
  }
}
