package io.torii.observe.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.torii.balancer.Member;
import io.torii.config.MemberStatus;
import io.torii.exchange.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** The meters of one member, or of several with the same labels. Safe for several threads. */
final class MemberMeters {

  private final Set<Member> members = ConcurrentHashMap.newKeySet();
  private final Map<Failure.Kind, Counter> failures = new EnumMap<>(Failure.Kind.class);
  private final List<RunningSum> counts = new ArrayList<>();
  private final Labels.Pair labels;
  private final MeterGroup group;
  private final Counter[] responses;
  private final Counter retries;
  private final Timer duration;
  private final RecentLatency recent;

  MemberMeters(MeterRegistry registry, Labels.Pair labels, LiveFigures live) {
    this.labels = labels;
    group = new MeterGroup(registry, labels.tags());
    recent = new RecentLatency(Clock.SYSTEM);
    responses = group.byClass("torii.member.responses", "Responses of a member, by their status.");
    retries =
        group.counter(
            "torii.member.retries",
            "Requests that a member was sent once more, on a fresh connection.");
    for (Failure.Kind kind : Failure.Kind.values()) {
      failures.put(kind, failure(kind));
    }
    duration =
        group.timer(
            "torii.member.response.duration",
            "From an attempt's begin, the wait for a connection included, to the response's head.");
    follow(live);
  }

  /** There from the beginning: Prometheus sees no increase in what begins with its first event. */
  private Counter failure(Failure.Kind kind) {
    return group.counter(
        "torii.member.failures",
        "Attempts at a member that brought no response, by what went wrong.",
        "kind",
        kind.label());
  }

  /** What others count, and what is as it is now. */
  private void follow(LiveFigures live) {
    group.counted("torii.member.requests", "Times a member was chosen.", count(Member::elected));
    group.countedBytes(
        "torii.member.sent",
        "Bytes sent to a member.",
        count(member -> member.traffic().transferred()));
    group.countedBytes(
        "torii.member.received",
        "Bytes read from a member.",
        count(member -> member.traffic().read()));
    group.gauge("torii.member.busy", "Requests that a member serves now.", sum(Member::busy));
    group.gauge(
        "torii.member.up",
        "1 if a member is usable: not disabled, stopped, in error or failed by a check.",
        () -> members.stream().allMatch(Member::usable) ? 1 : 0);
    for (MemberStatus state : MemberStatus.values()) {
      group.gauge(
          "torii.member.state",
          "1 while a member is in a state; it can be in several.",
          () -> members.stream().anyMatch(member -> member.status().contains(state)) ? 1 : 0,
          "state",
          state.name().toLowerCase(Locale.ROOT));
    }
    String connections = "Connections to a member: leased by a request, or idle.";
    group.gauge("torii.member.connections", connections, sum(live::leased), "state", "leased");
    group.gauge("torii.member.connections", connections, sum(live::idle), "state", "idle");
    group.gauge(
        "torii.member.connections.pending",
        "Requests that wait for a connection to a member.",
        sum(live::pending));
    group.gauge(
        "torii.member.connections.limit",
        "The most connections to a member (max=); 0 for no limit.",
        sum(live::most));
    String checks = "Active checks of a member, by their result.";
    group.counted("torii.member.checks", checks, count(live::checksPassed), "result", "passed");
    group.counted("torii.member.checks", checks, count(live::checksFailed), "result", "failed");
  }

  private DoubleSupplier count(ToDoubleFunction<Member> figure) {
    RunningSum count = new RunningSum(members, figure);
    counts.add(count);
    return count;
  }

  private DoubleSupplier sum(ToDoubleFunction<Member> figure) {
    return () -> members.stream().mapToDouble(figure).sum();
  }

  Labels.Pair labels() {
    return labels;
  }

  void add(Member member) {
    members.add(member);
  }

  /** Forgets a member, but not what it has counted; true if none is left. */
  boolean without(Member member) {
    counts.forEach(RunningSum::getAsDouble);
    members.remove(member);
    return members.isEmpty();
  }

  void answered(int status, Duration elapsed) {
    responses[Labels.classOf(status)].increment();
    duration.record(elapsed);
    recent.record(elapsed);
  }

  void failed(Failure.Kind kind) {
    Objects.requireNonNull(failures.get(kind)).increment();
  }

  void retried() {
    retries.increment();
  }

  Optional<Latency> latency() {
    return recent.latency();
  }

  void remove() {
    group.remove();
  }
}
