package io.torii.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask again and again until they are stopped, and every failure they have met. */
public final class Load implements AutoCloseable {

  private static final long PATIENCE_MILLIS = 20_000;

  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicInteger served = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> clients = new ArrayList<>();

  private Load() {}

  /**
   * Starts asking.
   *
   * @param request gives what came back
   * @param wanted what must come back each time
   */
  public static Load of(int clients, Callable<String> request, String wanted) {
    Load load = new Load();
    for (int i = 0; i < clients; i++) {
      Thread client = new Thread(() -> load.run(request, wanted), "load-" + i);
      client.setDaemon(true);
      client.start();
      load.clients.add(client);
    }
    return load;
  }

  private void run(Callable<String> request, String wanted) {
    while (!stop.get()) {
      try {
        String got = request.call();
        served.incrementAndGet();
        if (!got.equals(wanted)) {
          failures.add(got);
        }
      } catch (Exception | AssertionError e) {
        failures.add(e.toString());
      }
    }
  }

  /** How many requests have been answered until now. */
  public int served() {
    return served.get();
  }

  /** Ends the load; gives everything that was not as wanted. */
  public List<String> stop() throws InterruptedException {
    stop.set(true);
    for (Thread client : clients) {
      client.join(PATIENCE_MILLIS);
      if (client.isAlive()) {
        failures.add("a request was not answered at all");
      }
    }
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    stop.set(true);
  }
}
