package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.ProxyRule;
import io.torii.exchange.Attempt;
import io.torii.exchange.AttemptObserver;
import io.torii.exchange.Attempts;
import io.torii.exchange.Completed;
import io.torii.exchange.Exchange;
import io.torii.exchange.Failure;
import io.torii.exchange.MemberRequest;
import io.torii.rule.Request;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches requests go by and counts what they show about the members that serve them. A sound
 * request costs two or three counts and a look at its cookies; only what is odd is put into words.
 * Safe for several threads.
 */
public final class TrafficWatch implements AttemptObserver, Consumer<Completed>, Traffic {

  private final LongSupplier nanoTime;
  private final long started;
  private final Map<Member, MemberTraffic> members = new ConcurrentHashMap<>();

  /** By that clock, in nanoseconds; watches nobody yet. */
  public TrafficWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
  }

  /**
   * Watches these members from now on, and forgets all others: a member that a request names itself
   * is never watched, so that clients cannot fill the memory.
   */
  public void watch(Collection<Member> now) {
    Set<Member> wanted = new HashSet<>(now);
    members.keySet().retainAll(wanted);
    wanted.forEach(member -> members.computeIfAbsent(member, m -> new MemberTraffic()));
  }

  @Override
  public MemberRequest sending(
      Exchange exchange, Balancer balancer, Member member, MemberRequest request) {
    MemberTraffic traffic = members.get(member);
    int max = member.config().pool().max();
    if (traffic != null && max > 0 && member.busy() > max) {
      int busy = member.busy();
      traffic.count(Sign.WAITED, now(), () -> busy + " requests at a time with max=" + max);
    }
    return request;
  }

  @Override
  public void ended(
      Exchange exchange, Balancer balancer, Member member, Attempt result, Duration elapsed) {
    MemberTraffic traffic = members.get(member);
    if (traffic == null || !(result instanceof Failure failure)) {
      return;
    }
    long now = now();
    switch (failure.kind()) {
      case CLIENT_GONE, CLIENT_BODY, BODY_TOO_LARGE, CLIENT_TIMEOUT -> {
        return;
      }
      case READ_TIMEOUT, WRITE_TIMEOUT, DEADLINE, NO_CONTINUE ->
          traffic.count(
              Sign.TIMED_OUT, now, () -> text(exchange.request(), failure.detail(), elapsed));
      case POOL_FULL ->
          traffic.count(
              Sign.POOL_FULL, now, () -> text(exchange.request(), failure.detail(), elapsed));
      default -> {}
    }
    traffic.count(Sign.FAILED, now, () -> text(exchange.request(), failure.detail(), elapsed));
  }

  private static String text(Request request, String reason, Duration elapsed) {
    return Odd.path(request) + " after " + elapsed.toMillis() + " ms: " + reason;
  }

  @Override
  public void accept(Completed completed) {
    Attempts attempts = completed.attempts();
    Member member = attempts == null ? null : attempts.member();
    @Nullable MemberTraffic traffic = member == null ? null : members.get(member);
    if (attempts == null || member == null || traffic == null || attempts.failure() != null) {
      return;
    }
    long now = now();
    traffic.count(Sign.ANSWERED, now);
    String late = attempts.late();
    if (late != null) {
      traffic.count(
          Sign.TIMED_OUT, now, () -> text(completed.request(), late, completed.elapsed()));
    }
    ProxyRule rule = completed.rule();
    if (rule != null && attempts.received() >= 200 && attempts.received() < 400) {
      traffic.found(rule, now);
    }
    new Odd(completed, attempts.balancer(), member, traffic, now).look();
  }

  @Override
  public long count(Member member, Sign sign) {
    MemberTraffic traffic = members.get(member);
    return traffic == null ? 0 : traffic.counted(sign, now());
  }

  @Override
  public boolean found(Member member, ProxyRule rule) {
    MemberTraffic traffic = members.get(member);
    return traffic != null && traffic.hasFound(rule, now());
  }

  @Override
  public Optional<String> example(Member member, Sign sign) {
    MemberTraffic traffic = members.get(member);
    return traffic == null ? Optional.empty() : traffic.example(sign, now());
  }

  /** From the start of the second window, so that a minute that was never written is an old one. */
  private long now() {
    return nanoTime.getAsLong() - started + 2 * WINDOW.toNanos();
  }
}
