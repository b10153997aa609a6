package io.torii.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A few clients whose requests are quick, and how long each of these takes.
 *
 * @param millis sorted
 * @param faults what was not answered as it must be
 */
record OrdinaryRequests(List<Long> millis, List<String> faults) {

  private static final int CONNECTIONS = 8;
  private static final int EACH = 25;
  private static final int SIZE = 1_000;

  /** Sends them all: each connection one behind the other. */
  static OrdinaryRequests send(int port) throws InterruptedException {
    Queue<Long> millis = new ConcurrentLinkedQueue<>();
    Queue<String> faults = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int seed = i;
      Thread thread = new Thread(() -> ask(port, seed, millis, faults), "ordinary-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return new OrdinaryRequests(millis.stream().sorted().toList(), List.copyOf(faults));
  }

  private static void ask(int port, int seed, Queue<Long> millis, Queue<String> faults) {
    try (SoakClient client = new SoakClient(port)) {
      for (int i = 0; i < EACH; i++) {
        long begun = System.nanoTime();
        SoakClient.Answer answer = client.ask(SoakAsk.get("", seed + i, SIZE, "length"));
        millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        if (answer.status() != 200 || answer.body() != SoakClient.Body.WHOLE) {
          faults.add(answer.toString());
        }
      }
    }
  }

  /** The time in which so many of a hundred are answered, in milliseconds. */
  long percentile(int percent) {
    return millis.get(Math.min(millis.size() - 1, millis.size() * percent / 100));
  }
}
