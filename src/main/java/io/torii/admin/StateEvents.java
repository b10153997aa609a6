package io.torii.admin;

import io.torii.balancer.Member;
import io.torii.balancer.StateListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes events of members that go out and come back. Where all of a balancer's members are down,
 * each request lets them in and takes them out again: the same news is told once in ten seconds.
 */
public final class StateEvents implements StateListener {

  private static final Duration SAME_NEWS = Duration.ofSeconds(10);

  /** Most news that are remembered. */
  private static final int MOST = 1_000;

  private final Events events;
  private final InstantSource clock;
  private final Map<String, Instant> told = new LinkedHashMap<>();

  public StateEvents(Events events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void flipped(Member member, String what) {
    if (isNew(member.owner() + " " + member.url() + " " + what)) {
      events.add(Event.Kind.STATE, member.owner(), member.url().toString(), what);
    }
  }

  private synchronized boolean isNew(String news) {
    Instant now = clock.instant();
    Instant before = told.get(news);
    if (before != null && now.isBefore(before.plus(SAME_NEWS))) {
      return false;
    }
    told.remove(news);
    told.put(news, now);
    Iterator<String> oldest = told.keySet().iterator();
    while (told.size() > MOST) {
      oldest.next();
      oldest.remove();
    }
    return true;
  }
}
