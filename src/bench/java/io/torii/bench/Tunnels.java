package io.torii.bench;

import io.torii.testkit.TunnelProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Thousands of connections that were switched to another protocol and then say nothing. */
final class Tunnels {

  static final int COUNT = 5_000;

  /** Kept for as long as this. */
  private static final int QUIET_SECONDS = 10;

  private Tunnels() {}

  /**
   * What they cost.
   *
   * @param kibEach resident memory for one of them
   * @param threads all of the process
   * @param cpu what it takes to keep all of them for {@link #QUIET_SECONDS}
   */
  record Outcome(double kibEach, int threads, Duration cpu) {}

  /** Opens them through a proxy that has served nothing yet. */
  static Outcome through(Contestant proxy) throws IOException, InterruptedException {
    Proc proc = proxy.running().proc();
    long before = proc.residentKib();
    try (TunnelProcess clients = TunnelProcess.client(proxy.running().port(), COUNT)) {
      if (!clients.said().equals("open " + COUNT)) {
        throw new IOException("the tunnels through " + proxy.name() + " do not open");
      }
      Duration began = proc.cpu();
      TimeUnit.SECONDS.sleep(QUIET_SECONDS);
      return new Outcome(
          (proc.residentKib() - before) / (double) COUNT, proc.threads(), proc.cpu().minus(began));
    }
  }

  /** The head of the table of outcomes. */
  static String head() {
    return "| | memory for each | threads | CPU time in %d s of silence |\n|---|---|---|---|\n"
        .formatted(QUIET_SECONDS);
  }
}
