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

  private final Events events = new Events(InstantSource.fixed(NOW));

  @Test
  void anEventSaysWhatWhenAndWho() {
    events.add(Event.Kind.STATE, "b", "m", "out");
    events.add(Event.Kind.CHANGE, "b", "m", "text", new Author("alice", "127.0.0.2", NOW));
    assertThat(events.recent())
        .containsExactly(
            new Event(1, NOW, Event.Kind.STATE, "b", "m", "out", "", ""),
            new Event(2, NOW, Event.Kind.CHANGE, "b", "m", "text", "alice", "127.0.0.2"));
    assertThat(events.after(1)).extracting(Event::id).containsExactly(2L);
    assertThat(events.after(2)).isEmpty();
  }

  @Test
  void theOldestAreForgotten() {
    for (int i = 0; i < Events.MOST + 7; i++) {
      events.add(Event.Kind.STATE, "", "", "");
    }
    assertThat(events.recent())
        .extracting(Event::id)
        .containsExactlyElementsOf(LongStream.rangeClosed(8, Events.MOST + 7).boxed().toList());
    assertThat(events.after(3)).hasSize(Events.MOST);
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
    List<Long> all = LongStream.rangeClosed(1, 400).boxed().toList();
    assertThat(events.recent()).extracting(Event::id).containsExactlyElementsOf(all);
    assertThat(heard).extracting(Event::id).containsExactlyInAnyOrderElementsOf(all);
  }
}
