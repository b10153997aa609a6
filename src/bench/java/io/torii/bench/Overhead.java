package io.torii.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * What metrics and an access log cost in CPU time: two processes that differ in nothing else take
 * turns, and each round is compared with itself, as two measurements that stand side by side have
 * met the same noise.
 */
final class Overhead {

  private static final int WARM_UP_SECONDS = 20;

  private final Path folder;
  private final Path war;
  private final JavaHome java;
  private final Load load;

  Overhead(Path folder, Path war, JavaHome java, Load load) {
    this.folder = folder;
    this.war = war;
    this.java = java;
    this.load = load;
  }

  /** Prints each round, and the whole with its interval. */
  void run(int rounds, int seconds) throws IOException, InterruptedException {
    try (Members members = Members.start(folder, java)) {
      Site site = Site.write(folder, members);
      Site logged = site.logging(folder.resolve("overhead-access.log"));
      Contestant on =
          new JavaProxies(folder, members, logged, war)
              .standalone("metrics and access log", java, JavaProxies.HEAP);
      try (Running running = on.running()) {
        Contestant off =
            new JavaProxies(folder, members, site, war)
                .standalone("neither", java, JavaProxies.HEAP, "-Dtorii.metrics=false");
        try (Running other = off.running()) {
          running.awaitAnswer(Members.SMALL);
          other.awaitAnswer(Members.SMALL);
          compare(on, off, rounds, seconds);
        }
      }
    }
  }

  private void compare(Contestant on, Contestant off, int rounds, int seconds)
      throws IOException, InterruptedException {
    ask(on, WARM_UP_SECONDS);
    ask(off, WARM_UP_SECONDS);
    double[] ratios = new double[rounds];
    double[] micros = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      boolean onFirst = round % 2 == 0;
      Sample first = ask(onFirst ? on : off, seconds);
      Sample second = ask(onFirst ? off : on, seconds);
      double with = (onFirst ? first : second).cpuPerRequest();
      double without = (onFirst ? second : first).cpuPerRequest();
      ratios[round] = with / without;
      micros[round] = with - without;
      say("round %d: %.1f µs with, %.1f µs without".formatted(round + 1, with, without));
    }
    say("CPU per request, %s, %d rounds of %d s:".formatted(load.name(), rounds, seconds));
    say("  with ÷ without: " + Interval.ofMedian(ratios));
    say("  with − without, µs: " + Interval.ofMedian(micros));
  }

  private Sample ask(Contestant contestant, int seconds) throws IOException, InterruptedException {
    return new Wrk(folder).run(load, contestant.running(), contestant.port(load), seconds);
  }

  private static void say(String text) {
    System.out.println(text);
  }

  /**
   * The median of several measurements, and between which of them it lies with a probability of 95
   * in 100 at least: order statistics, which suppose nothing about how noise is distributed.
   *
   * @param value the median
   * @param low the interval's lower end
   * @param high its upper end
   */
  record Interval(double value, double low, double high) {

    private static final double OUTSIDE = 0.05;

    /**
     * The interval of at least six values.
     *
     * @throws IllegalArgumentException if there are fewer: no interval is that sure then
     */
    static Interval ofMedian(double... values) {
      if (values.length < 6) {
        throw new IllegalArgumentException("six rounds at least: write --rounds=10");
      }
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int n = sorted.length;
      double probability = Math.pow(0.5, n); // of none below the median
      double tail = probability;
      int k = 0;
      while (2 * tail <= OUTSIDE) {
        k++;
        probability = probability * (n - k + 1) / k;
        tail += probability;
      }
      return new Interval(Median.of(values).value(), sorted[k - 1], sorted[n - k]);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f (95 %%: %.3f to %.3f)", value, low, high);
    }
  }
}
