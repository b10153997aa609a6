package io.torii.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;

/**
 * Runs the comparison and writes {@code report.md} and {@code chart.svg}. See {@code
 * src/bench/run}.
 */
final class Main {

  private static final int ROUNDS = 5;
  private static final int OVERHEAD_ROUNDS = 12;
  private static final int SECONDS = 4;
  private static final int WARM_UP_SECONDS = 30;
  private static final long FLOOD = 10L << 30;
  private static final int WAVES = 5;
  private static final int MOST_WAITING = 10_000;

  /** Files that a proxy has open beside two sockets for each request. */
  private static final int OTHER_FILES = 600;

  private final Path folder;
  private final Path target;
  private final JavaHome java25;
  private final boolean full;
  private final int rounds;
  private final int seconds;
  private final Results results = new Results();
  private final List<Contestant> contestants = new ArrayList<>();

  private Main(Path target, JavaHome java25, List<String> arguments) throws IOException {
    this.target = target;
    this.folder = Files.createDirectories(target.resolve("bench"));
    this.java25 = java25;
    this.full = arguments.contains("--full");
    this.rounds = option(arguments, "--rounds=", ROUNDS);
    this.seconds = option(arguments, "--seconds=", SECONDS);
  }

  /**
   * {@code --quick}, {@code --full}, {@code --profile} or {@code --overhead}; {@code --rounds=},
   * {@code --seconds=}.
   */
  public static void main(String... arguments)
      throws IOException, InterruptedException, JMException {
    JavaHome java =
        JavaHome.find(25)
            .orElseThrow(() -> new IOException("the targets are about Java 25, which is not here"));
    Main main = new Main(Path.of("target").toAbsolutePath(), java, Arrays.asList(arguments));
    if (Arrays.asList(arguments).contains("--profile")) {
      main.profile();
    } else if (Arrays.asList(arguments).contains("--overhead")) {
      int rounds = option(Arrays.asList(arguments), "--rounds=", OVERHEAD_ROUNDS);
      Path war = main.target.resolve("torii-standalone.war");
      new Overhead(main.folder, war, java, Plan.quick().main()).run(rounds, main.seconds);
    } else {
      main.run();
    }
  }

  private static int option(List<String> arguments, String name, int otherwise) {
    return arguments.stream()
        .filter(a -> a.startsWith(name))
        .map(a -> Integer.parseInt(a.substring(name.length())))
        .findFirst()
        .orElse(otherwise);
  }

  private void run() throws IOException, InterruptedException, JMException {
    Plan plan = full ? Plan.full() : Plan.quick();
    Targets targets = new Targets(results, plan);
    try (Members members = Members.start(folder, java25)) {
      Site site = Site.write(folder, members);
      JavaProxies proxies =
          new JavaProxies(folder, members, site, target.resolve("torii-standalone.war"));
      try {
        start(members, site, proxies);
        warmUp(plan);
        for (int round = 1; round <= rounds; round++) {
          round(plan, round);
        }
        allocations(plan);
        for (Contestant contestant : contestants) {
          results.peak(contestant.name(), contestant.running().proc().peakKib());
        }
      } finally {
        contestants.forEach(c -> c.running().close());
      }
      waiting(proxies, targets);
      if (full) {
        tunnels(new Programs(folder, members, site), proxies);
      }
      floods(proxies, targets);
    }
    targets.rules(Parts.run(java25, folder, full));
    Report report = new Report(results, targets, plan, rounds, seconds);
    Path text = Files.writeString(folder.resolve("report.md"), report.markdown(machine()));
    Files.writeString(folder.resolve("chart.svg"), report.chart().svg());
    System.out.println(Files.readString(text));
    System.out.println("written to " + text + " and chart.svg beside it");
  }

  private void profile() throws IOException, InterruptedException {
    try (Members members = Members.start(folder, java25)) {
      Site site = Site.write(folder, members);
      Contestant torii =
          new JavaProxies(folder, members, site, target.resolve("torii-standalone.war"))
              .standalone(Contestant.STANDALONE, java25, JavaProxies.HEAP);
      try {
        new Profile(folder, torii, Plan.quick().main()).run();
      } finally {
        torii.running().close();
      }
    }
  }

  private String machine() throws IOException, InterruptedException {
    Optional<JavaHome> java17 = full ? JavaHome.find(17) : Optional.empty();
    return java17.isPresent() ? Machine.describe(java25, java17.get()) : Machine.describe(java25);
  }

  private void start(Members members, Site site, JavaProxies proxies)
      throws IOException, InterruptedException {
    Programs programs = new Programs(folder, members, site);
    Containers containers = new Containers(folder, target, site.inContainer(), java25);
    say("starting the contestants");
    contestants.add(programs.httpd());
    contestants.add(programs.bareHttpd());
    contestants.add(proxies.standalone(Contestant.STANDALONE, java25, JavaProxies.HEAP));
    contestants.add(proxies.undertow(java25));
    contestants.add(containers.wildfly());
    if (full) {
      Optional<JavaHome> java17 = JavaHome.find(17);
      if (java17.isPresent()) {
        contestants.add(
            proxies.standalone(Contestant.STANDALONE_17, java17.get(), JavaProxies.HEAP));
      }
      contestants.add(containers.tomcat());
      contestants.add(containers.payara());
      contestants.add(programs.nginx());
      contestants.add(programs.haproxy());
      contestants.add(proxies.smiley(java25));
    }
    for (Contestant contestant : contestants) {
      contestant.running().awaitAnswer(Members.SMALL);
    }
  }

  /** Long for the first load, and a little for each of the others. */
  private void warmUp(Plan plan) throws IOException, InterruptedException {
    Wrk wrk = new Wrk(folder);
    for (Load load : plan.loads().keySet()) {
      for (Contestant contestant : contestants) {
        if (plan.has(load, contestant)) {
          boolean first = load.equals(plan.main());
          int time = contestant.java() && first ? WARM_UP_SECONDS : Math.min(3, seconds);
          Sample sample = wrk.run(load, contestant.running(), contestant.port(load), time);
          say("warm-up: %s, %s: %s".formatted(load.name(), contestant.name(), Report.line(sample)));
        }
      }
    }
  }

  private void round(Plan plan, int round) throws IOException, InterruptedException {
    Wrk wrk = new Wrk(folder);
    for (Load load : plan.loads().keySet()) {
      for (Contestant contestant : contestants) {
        if (plan.has(load, contestant)) {
          Sample sample = wrk.run(load, contestant.running(), contestant.port(load), seconds);
          results.add(load, contestant.name(), sample);
          say(
              "round %d: %s, %s: %s"
                  .formatted(round, load.name(), contestant.name(), Report.line(sample)));
        }
      }
    }
  }

  /** Behind the measured rounds, since asking takes an agent in the process. */
  private void allocations(Plan plan) throws IOException, InterruptedException, JMException {
    Wrk wrk = new Wrk(folder);
    for (Contestant contestant : contestants) {
      if (contestant.java()) {
        try (Allocation allocation = Allocation.of(contestant.running().javaPid())) {
          long before = allocation.bytes();
          Sample sample =
              wrk.run(plan.main(), contestant.running(), contestant.port(plan.main()), seconds);
          results.allocated(
              contestant.name(), (allocation.bytes() - before) / (double) sample.requests());
        }
      }
    }
  }

  private void waiting(JavaProxies proxies, Targets targets)
      throws IOException, InterruptedException {
    int count = (int) Math.min(MOST_WAITING, (Machine.openFiles() - OTHER_FILES) / 2);
    boolean good = waves(proxies, targets, count);
    // What it can do instead.
    for (int fewer = count / 2; !good && fewer > 0; fewer /= 2) {
      good = waves(proxies, targets, fewer);
    }
  }

  /** Waves until one fails, to a process that has served nothing before. */
  private boolean waves(JavaProxies proxies, Targets targets, int count)
      throws IOException, InterruptedException {
    Contestant torii = proxies.standalone("waiting", java25, JavaProxies.HEAP);
    try (Running running = torii.running();
        Waiting clients = new Waiting(running.port())) {
      List<Waiting.Outcome> waves = new ArrayList<>();
      boolean good = true;
      for (int wave = 0; good && wave < WAVES; wave++) {
        Waiting.Outcome outcome = clients.ask(count);
        say("%d waiting: %s".formatted(count, outcome));
        waves.add(outcome);
        good = outcome.bad() == 0;
      }
      targets.waiting(count, waves, running.proc().peakKib());
      return good;
    }
  }

  /** Not httpd, which needs a thread for each, nor those that know nothing of it. */
  private void tunnels(Programs programs, JavaProxies proxies)
      throws IOException, InterruptedException {
    for (Contestant contestant :
        List.of(
            proxies.standalone(Contestant.STANDALONE, java25, JavaProxies.HEAP),
            programs.nginx(),
            programs.haproxy())) {
      try (Running running = contestant.running()) {
        running.awaitAnswer(Members.SMALL);
        results.tunnels(contestant.name(), Tunnels.through(contestant));
      }
    }
  }

  private void floods(JavaProxies proxies, Targets targets)
      throws IOException, InterruptedException {
    Contestant torii = proxies.standalone("flood", java25, "-Xmx64m");
    try (Running running = torii.running()) {
      Flood flood = new Flood(running, FLOOD);
      Flood.Outcome down = flood.down();
      say("down: " + down);
      Flood.Outcome up = flood.up();
      say("up: " + up);
      targets.flood(FLOOD, down, up);
    }
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
