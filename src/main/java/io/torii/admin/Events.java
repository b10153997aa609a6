package io.torii.admin;

import io.torii.config.change.Author;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The last things that have happened. Safe for several threads. */
public final class Events {

  /** How many are remembered. */
  public static final int MOST = 500;

  private final InstantSource clock;
  private final Deque<Event> recent = new ArrayDeque<>();
  private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
  private long last;

  /**
   * None yet. The ids begin with the microseconds since 1970, so that those of a process are higher
   * than those of the one before it: what a client has seen of that one is not taken for what is
   * new here. JSON's readers take them as they are until 2255, when they reach 2^53.
   */
  public Events(InstantSource clock) {
    this.clock = clock;
    this.last = TimeUnit.MILLISECONDS.toMicros(clock.millis());
  }

  /** Something that nobody did. */
  public void add(Event.Kind kind, String balancer, String member, String text) {
    add(kind, balancer, member, text, "", "");
  }

  /** Something that an operator did. */
  public void add(Event.Kind kind, String balancer, String member, String text, Author author) {
    add(kind, balancer, member, text, author.by(), author.from());
  }

  private void add(
      Event.Kind kind, String balancer, String member, String text, String by, String from) {
    Event event;
    synchronized (recent) {
      event = new Event(++last, clock.instant(), kind, balancer, member, text, by, from);
      recent.addLast(event);
      if (recent.size() > MOST) {
        recent.removeFirst();
      }
    }
    listeners.forEach(listener -> listener.accept(event));
  }

  /** The last ones, oldest first. */
  public List<Event> recent() {
    return after(0);
  }

  /**
   * Those behind the one with that id, oldest first, as far as they are remembered. All of them if
   * there cannot have been such a one yet: it is of another process, whose clock was ahead.
   */
  public List<Event> after(long id) {
    synchronized (recent) {
      return recent.stream().filter(event -> event.id() > id || id > last).toList();
    }
  }

  /**
   * Has each further event told to somebody, by the thread that has seen it happen.
   *
   * @return ends that
   */
  public Runnable listen(Consumer<Event> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
