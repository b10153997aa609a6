package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every check. Members are looked at in parallel, each within one time limit for all that is
 * asked of it, so that one that hangs keeps nobody waiting for long. Has no threads but while it
 * runs; one run at a time.
 */
public final class Diagnosis {

  /** What each member has in all: connecting, the handshake and every request. */
  public static final Duration LIMIT = Duration.ofSeconds(5);

  /** How many members are looked at at a time. */
  private static final int AT_A_TIME = 32;

  /** What a visit may need to notice that its time is up, before its socket is closed for it. */
  private static final Duration GRACE = Duration.ofMillis(250);

  private static final Logger LOG = LoggerFactory.getLogger(Diagnosis.class);

  private final Duration limit;

  /** With the usual {@link #LIMIT}. */
  public Diagnosis() {
    this(LIMIT);
  }

  /** With another limit for each member. */
  public Diagnosis(Duration limit) {
    this.limit = limit;
  }

  /**
   * Looks at everything, or at one balancer.
   *
   * @param balancer its name or key; empty for all
   * @return the worst first, and otherwise by balancer, member and check; a member that is well has
   *     one that says so
   * @throws UnknownBalancerException if there is no such balancer; nothing else is thrown
   */
  public synchronized List<Finding> run(Scene scene, Optional<String> balancer) {
    Scene here = balancer.map(scene::only).orElse(scene);
    if (balancer.isPresent() && here.balancers().isEmpty()) {
      throw new UnknownBalancerException(balancer.get());
    }
    List<Finding> found = new ArrayList<>();
    Checks.CONFIGURATION.forEach(check -> found.addAll(guarded(check, () -> check.look(here))));
    if (balancer.isPresent()) {
      found.removeIf(finding -> finding.subject().balancer() == null);
    }
    found.addAll(members(here));
    here.traffic()
        .ifPresent(
            traffic ->
                Checks.TRAFFIC.forEach(
                    check -> found.addAll(guarded(check, () -> check.look(here, traffic)))));
    Set<List<Object>> told = new HashSet<>();
    return found.stream()
        .filter(f -> told.add(List.of(f.check(), f.subject(), f.cause())))
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }

  private List<Finding> members(Scene scene) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, Diagnosis::thread);
    ExecutorService lookups = Executors.newCachedThreadPool(Diagnosis::thread);
    ScheduledExecutorService alarm = Executors.newScheduledThreadPool(1, Diagnosis::thread);
    try {
      Visitor.NameService names = (host, most) -> addresses(host, most, lookups);
      List<Look> looks = new ArrayList<>();
      for (Balancer balancer : scene.balancers()) {
        for (Member member : balancer.members()) {
          looks.add(
              new Look(
                  Subject.of(balancer, member),
                  threads.submit(() -> member(scene, balancer, member, names, alarm))));
        }
      }
      List<Finding> found = new ArrayList<>();
      looks.forEach(look -> found.addAll(ended(look)));
      return found;
    } finally {
      threads.shutdownNow();
      lookups.shutdownNow();
      alarm.shutdownNow();
    }
  }

  /** A member that is being looked at. */
  private record Look(Subject subject, Future<List<Finding>> found) {}

  /** What came of a look at a member; that it failed, if it did. */
  private static List<Finding> ended(Look look) {
    try {
      return look.found().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("The diagnosis was broken off at {}", look.subject().text());
      return List.of(
          Checks.ANSWER.finding(
              Severity.WARNING,
              look.subject(),
              "The diagnosis was broken off before it was through with this member.",
              "Run it again; Torii breaks it off when it stops.",
              e.toString()));
    } catch (ExecutionException e) {
      Throwable fault = e.getCause() == null ? e : e.getCause();
      return List.of(failed(Checks.ANSWER, look.subject(), fault));
    }
  }

  private List<Finding> member(
      Scene scene,
      Balancer balancer,
      Member member,
      Visitor.NameService names,
      ScheduledExecutorService alarm) {
    List<Finding> found = new ArrayList<>();
    try (Visitor visitor = new Visitor(scene, names, limit)) {
      ScheduledFuture<?> end =
          alarm.schedule(visitor::close, limit.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
      Approach first = Approach.to(balancer, member, scene.config()).get(0);
      Visit visit = visitor.visit(first);
      for (Check.OfMember check : Checks.MEMBERS) {
        found.addAll(guarded(check, visit.subject(), () -> check.look(visit, visitor)));
      }
      end.cancel(false);
    } catch (RuntimeException e) {
      found.add(failed(Checks.ANSWER, Subject.of(balancer, member), e));
    }
    return member.enabled() ? found : found.stream().map(Diagnosis::outOfService).toList();
  }

  /** An operator took it out, so that nothing is the matter with requests. */
  private static Finding outOfService(Finding finding) {
    return finding.severity() == Severity.OK
        ? finding
        : new Finding(
            finding.check(),
            Severity.INFO,
            finding.subject(),
            finding.cause() + " It is disabled or stopped, and gets no requests.",
            finding.remedy(),
            finding.evidence());
  }

  /** A check that fails is a finding, too. */
  private static List<Finding> guarded(Check check, Supplier<List<Finding>> look) {
    return guarded(check, new Subject("the check " + check.name(), null, null), look);
  }

  private static List<Finding> guarded(Check check, Subject subject, Supplier<List<Finding>> look) {
    try {
      return look.get();
    } catch (RuntimeException e) {
      return List.of(failed(check, subject, e));
    }
  }

  private static Finding failed(Check check, Subject subject, Throwable fault) {
    LOG.error("The check {} of {} has failed", check.name(), subject.text(), fault);
    return check.finding(
        Severity.WARNING,
        subject,
        "The check itself has failed, so that nothing is known.",
        "This is a fault of Torii's: please report it with what the error log says.",
        fault.toString());
  }

  /** The system's name service has no time limit of its own. */
  private static List<InetAddress> addresses(String host, Duration most, ExecutorService lookups)
      throws UnknownHostException {
    CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
    try {
      lookups.execute(
          () -> {
            try {
              found.complete(InetAddress.getAllByName(host));
            } catch (UnknownHostException e) {
              found.completeExceptionally(e);
            }
          });
      return List.of(found.get(most.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw new UnknownHostException(
          "the name service has not answered within " + most.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    } catch (ExecutionException | CancellationException e) {
      throw new UnknownHostException(Certificates.reason(e));
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "torii-diagnosis");
    thread.setDaemon(true);
    return thread;
  }
}
