package io.torii.admin;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.balancer.TimeSource;
import io.torii.config.Loaded;
import io.torii.config.MemberStatus;
import io.torii.config.change.Differences;
import io.torii.config.change.Edit;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Members that are drained with a deadline. A drain is over when no request is in flight, and where
 * sessions stick, none has come for a while; or when its deadline is. It does not outlive the
 * process: the member's draining flag does.
 */
public final class Drains implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Drains.class);
  private static final long TICK_MILLIS = 100;

  private final Administration administration;
  private final TimeSource time;
  private final Map<String, Progress> running = new LinkedHashMap<>();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(Drains::daemon);

  private final ScheduledFuture<?> ticking;

  /** How far one has come; its fields belong to the ticking thread. */
  private static final class Progress {
    final Drain drain;
    long elected = -1;
    long quietSince;

    Progress(Drain drain) {
      this.drain = drain;
    }
  }

  public Drains(Administration administration, TimeSource time) {
    this.administration = administration;
    this.time = time;
    this.ticking =
        ticks.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Watches a member whose draining flag is set; an earlier drain of it is replaced. */
  public synchronized void start(Drain drain) {
    running.put(place(drain.balancer(), drain.member()), new Progress(drain));
    say(drain, "draining until " + drain.deadline() + ", then: " + drain.then().word());
  }

  /** The drain of a member that is under way. */
  public synchronized Optional<Drain> of(String balancer, String member) {
    return Optional.ofNullable(running.get(place(balancer, member))).map(p -> p.drain);
  }

  /** Ends the watching alone; false if there was none. */
  public synchronized boolean cancel(String balancer, String member) {
    Progress progress = running.remove(place(balancer, member));
    if (progress != null) {
      say(progress.drain, "the drain is cancelled");
    }
    return progress != null;
  }

  /** Looks at each once. */
  void tick() {
    for (Progress progress : copy()) {
      try {
        look(progress);
      } catch (RuntimeException e) {
        // or the next tick would never come
        LOG.error("The drain of {} could not be looked at", progress.drain.member(), e);
      }
    }
  }

  private synchronized List<Progress> copy() {
    return List.copyOf(running.values());
  }

  private void look(Progress progress) {
    Drain drain = progress.drain;
    Optional<Balancer> balancer =
        administration.running().balancers().stream()
            .filter(b -> b.key().equals(drain.balancer()))
            .findFirst();
    Optional<Member> member =
        balancer.stream()
            .flatMap(b -> b.members().stream())
            .filter(m -> m.url().toString().equals(drain.member()))
            .findFirst();
    if (member.isEmpty() || !member.get().settings().is(MemberStatus.DRAIN)) {
      forget(progress, "it does not drain any more");
    } else if (isQuiet(progress, member.get(), balancer.get().config().sticky().isPresent())) {
      finish(progress, "all its requests are over");
    } else if (!time.now().isBefore(drain.deadline())) {
      finish(progress, "the deadline is over, requests in flight: " + member.get().busy());
    }
  }

  private boolean isQuiet(Progress progress, Member member, boolean sticky) {
    if (member.busy() > 0 || member.elected() != progress.elected) {
      progress.elected = member.elected();
      progress.quietSince = time.nanoTime();
      return false;
    }
    return !sticky || time.nanoTime() - progress.quietSince >= progress.drain.quiet().toNanos();
  }

  private void finish(Progress progress, String why) {
    Drain drain = progress.drain;
    if (drain.then() == Drain.Then.NOTHING) {
      forget(progress, why);
      return;
    }
    Proposal proposal =
        new Proposal(
            "drained: " + drain.then().word(),
            ChangeText.balancer(drain.balancer()),
            drain.member(),
            drain.author(),
            inUse -> checkStillDrains(progress, inUse),
            now -> after(drain, now));
    try {
      administration.change(proposal);
      forget(progress, why);
    } catch (StaleChangeException e) {
      forget(progress, String.valueOf(e.getMessage()));
    } catch (RefusedChangeException | IOException | RuntimeException e) {
      forget(progress, why);
      say(drain, "cannot be ended: " + e.getMessage());
      LOG.error("The drain of {} cannot be ended: {}", drain.member(), e.toString(), e);
    }
  }

  /** Asked under the lock of all changes: whoever has been told that he stopped it has done so. */
  private synchronized void checkStillDrains(Progress progress, Loaded inUse)
      throws StaleChangeException {
    Drain drain = progress.drain;
    boolean drains =
        inUse.config().stream()
            .flatMap(config -> Stream.ofNullable(config.balancers().get(drain.balancer())))
            .flatMap(balancer -> balancer.members().stream())
            .filter(member -> member.url().toString().equals(drain.member()))
            .anyMatch(member -> member.status().contains(MemberStatus.DRAIN));
    if (!drains || running.get(place(drain.balancer(), drain.member())) != progress) {
      throw new StaleChangeException("it was cancelled before its end");
    }
  }

  private static Differences after(Drain drain, Differences now) {
    String balancer = drain.balancer();
    String member = drain.member();
    if (drain.then() == Drain.Then.REMOVE) {
      return now.with(new Edit.RemoveMember(balancer, member), drain.author());
    }
    return now.with(new Edit.SetFlag(balancer, member, MemberStatus.DRAIN, false), drain.author())
        .with(new Edit.SetFlag(balancer, member, MemberStatus.DISABLED, true), drain.author());
  }

  /** Says so, unless it has been cancelled or replaced by another since it was looked at. */
  private synchronized void forget(Progress progress, String why) {
    Drain drain = progress.drain;
    if (running.remove(place(drain.balancer(), drain.member()), progress)) {
      say(drain, "the drain is over: " + why);
    }
  }

  private void say(Drain drain, String text) {
    administration
        .events()
        .add(
            Event.Kind.DRAIN,
            ChangeText.balancer(drain.balancer()),
            drain.member(),
            text,
            drain.author());
  }

  private static String place(String balancer, String member) {
    return balancer + " " + member;
  }

  @Override
  public void close() {
    ticking.cancel(false);
    ticks.shutdownNow();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "torii-drain");
    thread.setDaemon(true);
    return thread;
  }
}
