package io.torii.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import one.profiler.AsyncProfilerLoader;

/** Where the standalone process spends its CPU time, and what it allocates, under one load. */
final class Profile {

  private static final int WARM_UP_SECONDS = 20;
  private static final int SECONDS = 15;
  private static final int TOP = 40;

  private final Path folder;
  private final Contestant contestant;
  private final Load load;

  Profile(Path folder, Contestant contestant, Load load) {
    this.folder = folder;
    this.contestant = contestant;
    this.load = load;
  }

  /** Writes flame graphs, and the stacks they were made of; prints the hottest frames. */
  void run() throws IOException, InterruptedException {
    Wrk wrk = new Wrk(folder);
    wrk.run(load, contestant.running(), contestant.port(load), WARM_UP_SECONDS);
    for (String event : List.of("ctimer", "alloc")) {
      for (String format : List.of("collapsed", "html")) {
        Path file = folder.resolve("profile-" + event + "." + format);
        CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> ask(wrk));
        AsyncProfilerLoader.executeProfiler(
            "-d",
            Integer.toString(SECONDS),
            "-e",
            event,
            "-o",
            format.equals("html") ? "flamegraph" : format,
            "-f",
            file.toString(),
            Long.toString(contestant.running().javaPid()));
        System.out.println(event + ": " + asked.join());
      }
      print(event, Files.readAllLines(folder.resolve("profile-" + event + ".collapsed")));
    }
  }

  private String ask(Wrk wrk) {
    try {
      return Report.line(wrk.run(load, contestant.running(), contestant.port(load), SECONDS + 2));
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }

  /** Frames by the share of samples that they are on top of, and that they are in. */
  private static void print(String event, List<String> stacks) {
    Map<String, Long> self = new HashMap<>();
    Map<String, Long> within = new HashMap<>();
    long total = 0;
    for (String stack : stacks) {
      int blank = stack.lastIndexOf(' ');
      long count = Long.parseLong(stack.substring(blank + 1));
      total += count;
      List<String> frames = List.of(stack.substring(0, blank).split(";", -1));
      self.merge(frames.get(frames.size() - 1), count, Long::sum);
      Set.copyOf(frames).forEach(frame -> within.merge(frame, count, Long::sum));
    }
    System.out.println(event + ": on top");
    print(self, total);
    System.out.println(event + ": within");
    print(within, total);
  }

  private static void print(Map<String, Long> counts, long total) {
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(TOP)
        .forEach(
            e ->
                System.out.printf(
                    Locale.ROOT, "  %5.1f %%  %s%n", 100.0 * e.getValue() / total, e.getKey()));
  }
}
