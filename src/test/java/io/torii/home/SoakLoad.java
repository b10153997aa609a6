package io.torii.home;

import io.torii.testkit.SoakBody;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The clients of a soak: each kind in a thread of its own, until they are stopped. */
final class SoakLoad {

  private static final int[] SIZES = {0, 1, 100, 1_000, 8_191, 65_536, 300_000, SoakBody.LARGEST};
  private static final Duration BETWEEN = Duration.ofMillis(10);
  private static final Duration SLOWNESS = Duration.ofMillis(15);

  /** A member that is back may be left out for {@code retry}, and be met again by the next. */
  private static final Duration SETTLED = Duration.ofSeconds(4);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int port;
  private final SoakMembers members;
  private final SoakCounts counts;
  private final boolean strict;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  /** A step of a client. */
  private interface Step {
    void take(SoakClient client, int i);
  }

  private SoakLoad(int port, SoakMembers members, SoakCounts counts, boolean strict) {
    this.port = port;
    this.members = members;
    this.counts = counts;
    this.strict = strict;
  }

  /**
   * Starts it.
   *
   * @param strict everything must succeed
   */
  static SoakLoad start(int port, SoakMembers members, SoakCounts counts, boolean strict) {
    SoakLoad load = new SoakLoad(port, members, counts, strict);
    load.kinds().forEach(load::run);
    return load;
  }

  private Map<String, Step> kinds() {
    Map<String, Step> kinds = new LinkedHashMap<>();
    kinds.put("kept", (c, i) -> dying("kept", c, get("/dying", i, "length"), false));
    kinds.put("chunked", (c, i) -> dying("chunked", c, get("/dying", i, "chunked"), false));
    kinds.put("closed", (c, i) -> dying("closed", c, closing(get("/dying", i, "length")), false));
    kinds.put("echo", (c, i) -> dying("echo", c, echo(i, "length"), true));
    kinds.put("echo chunked", (c, i) -> dying("echo chunked", c, echo(i, "chunked"), true));
    kinds.put("lied", (c, i) -> lied(c, get("/lying", i, i % 3 == 0 ? "chunked" : "length")));
    kinds.put("lied closed", (c, i) -> lied(c, closing(get("/lying", i, "length"))));
    kinds.put("sticky", this::sticky);
    kinds.put("tunnel", (c, i) -> tunnel(i));
    kinds.put("events", (c, i) -> dying("events", c, events(i), false));
    kinds.put("slow", (c, i) -> dying("slow", c, slow(i), false));
    kinds.put("gone", this::leave);
    return kinds;
  }

  private void run(String kind, Step step) {
    Thread thread =
        new Thread(
            () -> {
              try (SoakClient client = new SoakClient(port)) {
                for (int i = 0; !rest(BETWEEN); i++) {
                  step.take(client, i);
                }
              } catch (RuntimeException e) {
                counts.fault(kind + ": " + e);
              }
            },
            "soak-" + kind);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  /** True if it is over. */
  private boolean rest(Duration time) {
    try {
      return stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static SoakAsk get(String path, int i, String framing) {
    return SoakAsk.get(path, i, SIZES[i % SIZES.length], framing);
  }

  private static SoakAsk closing(SoakAsk ask) {
    return ask.with("Connection: close\r\n");
  }

  private static SoakAsk echo(int i, String framing) {
    return SoakAsk.echo("/dying", i, SIZES[i * 3 % SIZES.length], framing);
  }

  private static SoakAsk events(int i) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int number = 0; number < SoakBody.EVENTS; number++) {
      all.writeBytes(SoakBody.event(i, number));
    }
    String target = "/dying/events/" + i + "/0/chunked";
    return SoakAsk.bytes(target, all.toByteArray());
  }

  private SoakAsk slow(int i) {
    String framing = i % 2 == 0 ? "chunked" : "length";
    return SoakAsk.get("/dying", i, 700_000, framing).resting(() -> rest(SLOWNESS));
  }

  /**
   * At least one member is well: a GET is answered, with all of its body unless the member dies
   * within that; what is not safe may be lost with a member that dies, and nobody else is asked.
   */
  private void dying(String kind, SoakClient client, SoakAsk ask, boolean mayBeLost) {
    int deaths = members.deaths();
    SoakClient.Answer answer = client.ask(ask);
    counts.answered(kind, answer);
    boolean good = answer.status() == 200 && answer.body() == SoakClient.Body.WHOLE;
    boolean cut = answer.status() == 200 && answer.body() == SoakClient.Body.CUT;
    boolean lost = mayBeLost && answer.status() == 502 && answer.body() == SoakClient.Body.WHOLE;
    boolean excused = !strict && (cut || lost) && members.hasDiedSince(deaths);
    if (!good && !excused) {
      counts.fault(kind + " " + ask.target() + ": " + answer);
    }
  }

  /** What a liar spoils is 502 or broken off, and no more of them than it has told lies. */
  private void lied(SoakClient client, SoakAsk ask) {
    SoakClient.Answer answer = client.ask(ask);
    counts.answered("lied", answer);
    boolean good = answer.status() == 200 && answer.body() == SoakClient.Body.WHOLE;
    boolean cut = answer.status() == 200 && answer.body() == SoakClient.Body.CUT;
    boolean refused = answer.status() == 502 && answer.body() == SoakClient.Body.WHOLE;
    if (!good) {
      counts.lost();
      if (strict || !(cut || refused)) {
        counts.fault("lied " + ask.target() + ": " + answer);
      }
    }
  }

  private void sticky(SoakClient client, int i) {
    String route = SoakMembers.NAMES.get(i % 3);
    int deaths = members.deaths();
    boolean settled = members.nanosAlive() > SETTLED.toNanos();
    SoakAsk ask = get("/dying", i, "length").with("Cookie: ROUTE=s." + route + "\r\n");
    SoakClient.Answer answer = client.ask(ask);
    counts.answered("sticky", answer);
    boolean alive = route.equals("steady") || (settled && !members.hasDiedSince(deaths));
    boolean good = answer.status() == 200 && answer.body() == SoakClient.Body.WHOLE;
    boolean cut = answer.status() == 200 && answer.body() == SoakClient.Body.CUT;
    if (alive && !(good && answer.member().equals(route))) {
      counts.fault("sticky to " + route + ": " + answer);
    } else if (!good && !(cut && members.hasDiedSince(deaths))) {
      counts.fault("sticky to " + route + ", which was dead: " + answer);
    }
  }

  private void tunnel(int i) {
    boolean steady = i % 2 == 0;
    int deaths = members.deaths();
    SoakClient.Answer answer =
        SoakTunnel.talk(port, "/dying", steady ? "Cookie: ROUTE=s.steady\r\n" : "", i, i % 5 == 4);
    counts.answered("tunnel", answer);
    boolean good = answer.status() == 101 && answer.body() == SoakClient.Body.WHOLE;
    boolean cut = answer.status() == 101 && answer.body() == SoakClient.Body.CUT;
    if (!good && (steady || !(cut && members.hasDiedSince(deaths)))) {
      counts.fault("tunnel" + (steady ? " to steady" : "") + ": " + answer);
    }
  }

  private void leave(SoakClient client, int i) {
    boolean upload = i % 3 == 2;
    SoakAsk ask =
        upload
            ? SoakAsk.echo("/dying", i, 300_000, "length")
            : SoakAsk.get("/dying", i, SoakBody.LARGEST, "length");
    client.leave(ask, 100_000, upload ? 0 : 20_000, i % 2 == 0);
    counts.left();
  }

  /** Ends it; every client has had its answer then. */
  void stop() throws InterruptedException {
    stop.countDown();
    for (Thread thread : threads) {
      thread.join(PATIENCE.toMillis());
      if (thread.isAlive()) {
        counts.fault(thread.getName() + " was not answered at all");
      }
    }
  }
}
