package io.torii.health;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.balancer.TimeSource;
import io.torii.config.HealthCheckConfig;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the active checks of all balancer members (mod_proxy_hcheck): looks ten times a second who
 * is due, and lets a few threads do the checks. What is configured is looked at anew each time, so
 * a reload needs no restart.
 */
public final class HealthChecker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HealthChecker.class);
  private static final long TICK_MILLIS = 100;
  private static final long IDLE_SECONDS = 60;
  private static final long STOP_SECONDS = 2;

  private final Supplier<? extends Collection<Balancer>> balancers;
  private final Probe probe;
  private final TimeSource time;
  private final ScheduledThreadPoolExecutor ticker;
  private final ThreadPoolExecutor workers;
  private final Map<Member, MemberCheck> checks = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /**
   * A checker that does nothing until it is started.
   *
   * @param balancers what is configured now
   * @param probe closed with the checker
   * @param threads ProxyHCTPsize (default 16): how many checks may run at a time; 0 for one after
   *     the other
   */
  public HealthChecker(
      Supplier<? extends Collection<Balancer>> balancers,
      Probe probe,
      TimeSource time,
      int threads) {
    this.balancers = balancers;
    this.probe = probe;
    this.time = time;
    this.ticker = new ScheduledThreadPoolExecutor(1, daemons("torii-check-ticker"));
    int size = Math.max(1, threads);
    // a member waits in the queue at most once, so the queue is no longer than there are members
    this.workers =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons("torii-check"));
    this.workers.allowCoreThreadTimeOut(true);
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Begins; each member is checked for the first time at once. */
  public void start() {
    var unused = ticker.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** How far the checks of a member have come; empty if it has none. */
  public Optional<CheckCounts> counts(Member member) {
    return Optional.ofNullable(checks.get(member)).map(MemberCheck::counts);
  }

  private void tick() {
    try {
      Set<Member> current = new HashSet<>();
      for (Balancer balancer : balancers.get()) {
        if (!balancer.config().plain()) {
          for (Member member : balancer.members()) {
            if (member.config().check().isPresent()) {
              current.add(member);
              startIfDue(checks.computeIfAbsent(member, m -> new MemberCheck(balancer, m, time)));
            }
          }
        }
      }
      checks.keySet().retainAll(current);
    } catch (RuntimeException e) {
      // an exception would end the schedule for good, and with it all checks
      LOG.error("health checks: looking for due members failed; tried again in 100 ms", e);
    }
  }

  private void startIfDue(MemberCheck check) {
    check.start().ifPresent(config -> submit(check, config));
  }

  private void submit(MemberCheck check, HealthCheckConfig config) {
    try {
      workers.execute(() -> run(check, config));
    } catch (RejectedExecutionException e) {
      check.ended(); // stopping
    }
  }

  private void run(MemberCheck check, HealthCheckConfig config) {
    Probe.Result result;
    try {
      result = probe.check(check.member(), config);
    } catch (RuntimeException e) {
      LOG.error("health check of {} failed for a reason of our own", check.member(), e);
      check.ended();
      return;
    }
    if (stopping) {
      check.ended(); // broken off: says nothing about the member
    } else {
      check.finished(config, result);
    }
  }

  /** Stops at once: checks under way are broken off and count for nothing. */
  @Override
  public void close() {
    stopping = true;
    ticker.shutdownNow();
    workers.shutdownNow();
    probe.close();
    try {
      if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("health checks: some are still waiting for a name or a connection");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
