package io.torii.home;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What came back in a soak, and what of it must not be. */
final class SoakCounts {

  /** More of them tell nothing new. */
  private static final int FAULTS = 40;

  private final Map<String, AtomicInteger> kinds = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicInteger> answers = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicInteger> members = new ConcurrentSkipListMap<>();
  private final AtomicInteger lost = new AtomicInteger();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  private static void count(Map<String, AtomicInteger> in, String what) {
    in.computeIfAbsent(what, w -> new AtomicInteger()).incrementAndGet();
  }

  void answered(String kind, SoakClient.Answer answer) {
    count(kinds, kind);
    count(answers, answer.status() + " " + answer.body());
    count(members, answer.member());
  }

  /** Asked without waiting for the answer. */
  void left() {
    count(kinds, "gone");
  }

  /** An answer that a liar may have spoilt. */
  void lost() {
    lost.incrementAndGet();
  }

  int lostToLiars() {
    return lost.get();
  }

  void fault(String what) {
    if (faults.size() < FAULTS) {
      faults.add(what);
    }
  }

  Collection<String> faults() {
    return faults;
  }

  /** How many requests were made. */
  int all() {
    return kinds.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  int of(String kind) {
    return kinds.getOrDefault(kind, new AtomicInteger()).get();
  }

  Collection<String> members() {
    return members.keySet();
  }

  @Override
  public String toString() {
    return "%d requests (%s; %s)".formatted(all(), text(kinds), text(answers));
  }

  private static String text(Map<String, AtomicInteger> counts) {
    return counts.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }
}
