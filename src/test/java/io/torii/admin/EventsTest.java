package io.torii.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.change.Author;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** The id in front of the first. */
  private static final long START = NOW.toEpochMilli() * 1000;

  private final Events events = new Events(InstantSource.fixed(NOW));

  @Test
  void anEventSaysWhatWhenAndWho() {
    events.add(Event.Kind.STATE, "b", "m", "out");
    events.add(Event.Kind.CHANGE, "b", "m", "text", new Author("alice", "127.0.0.2", NOW));
    assertThat(events.recent())
        .containsExactly(
            new Event(START + 1, NOW, Event.Kind.STATE, "b", "m", "out", "", ""),
            new Event(START + 2, NOW, Event.Kind.CHANGE, "b", "m", "text", "alice", "127.0.0.2"));
    assertThat(events.after(START + 1)).extracting(Event::id).containsExactly(START + 2);
    assertThat(events.after(START + 2)).isEmpty();
  }

  @Test
  void idsRiseFromProcessToProcess() {
    events.add(Event.Kind.STATE, "", "", "before the restart");
    long seen = events.recent().get(0).id();
    Events next = new Events(InstantSource.fixed(NOW.plusMillis(1)));
    next.add(Event.Kind.STATE, "", "", "behind it");
    assertThat(next.after(seen)).extracting(Event::text).containsExactly("behind it");
    Events late = new Events(InstantSource.fixed(Instant.parse("2200-01-01T00:00:00Z")));
    late.add(Event.Kind.STATE, "", "", "JavaScript's numbers still hold its id");
    assertThat(late.recent().get(0).id()).isLessThan(1L << 53);
  }

  @Test
  void anIdFromTheFutureIsOfAnotherProcess() {
    events.add(Event.Kind.STATE, "", "", "new");
    assertThat(events.after(START + 1_000_000)).hasSize(1);
    assertThat(events.after(START + 1)).isEmpty();
  }

  @Test
  void theOldestAreForgotten() {
    for (int i = 0; i < Events.MOST + 7; i++) {
      events.add(Event.Kind.STATE, "", "", "");
    }
    assertThat(events.recent())
        .extracting(Event::id)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(START + 8, START + Events.MOST + 7).boxed().toList());
    assertThat(events.after(START + 3)).hasSize(Events.MOST);
  }

  @Test
  void listenersHearWhatComesWhileTheyListen() {
    List<Event> heard = new ArrayList<>();
    events.add(Event.Kind.STATE, "", "", "before");
    Runnable end = events.listen(heard::add);
    events.add(Event.Kind.STATE, "", "", "meanwhile");
    end.run();
    events.add(Event.Kind.STATE, "", "", "after");
    assertThat(heard).extracting(Event::text).containsExactly("meanwhile");
  }

  @Test
  void noNumberIsGivenTwiceAndNoEventIsLost() throws InterruptedException {
    Queue<Event> heard = new ConcurrentLinkedQueue<>();
    events.listen(heard::add);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; n < 100; n++) {
                  events.add(Event.Kind.DRAIN, "", "", "");
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(20).toMillis());
    }
    List<Long> all = LongStream.rangeClosed(START + 1, START + 400).boxed().toList();
    assertThat(events.recent()).extracting(Event::id).containsExactlyElementsOf(all);
    assertThat(heard).extracting(Event::id).containsExactlyInAnyOrderElementsOf(all);
  }
}
