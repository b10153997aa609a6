package io.torii.balancer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * heartbeat: at random, in proportion to the free slots that each host reports in a file. As in
 * httpd it looks at usable members only and at nothing else: not at lbset, spare, standby, drain or
 * weight. A host not seen for ten seconds is left out.
 *
 * <p>With no member reported there is nobody to choose.
 */
final class Heartbeat implements BalancingMethod {

  private static final int MAX_LAST_SEEN = 10;

  private final @Nullable HeartbeatFile file;
  private final RandomGenerator random;

  /**
   * The method over one file.
   *
   * @param path HeartbeatStorage; null if there is none, and then nobody is ever chosen
   */
  Heartbeat(@Nullable Path path, TimeSource time, RandomGenerator random) {
    this.file = path == null ? null : new HeartbeatFile(path, time);
    this.random = random;
  }

  @Override
  public String name() {
    return "heartbeat";
  }

  @Override
  public String reason() {
    return "at random by reported free slots";
  }

  @Override
  public boolean obeysSets() {
    return false;
  }

  @Override
  public void prepare() {
    if (file != null) {
      file.refresh();
    }
  }

  @Override
  public @Nullable Member pick(List<Member> offered) {
    if (file == null) {
      return null;
    }
    List<Member> up = new ArrayList<>(offered.size());
    List<Integer> ready = new ArrayList<>(offered.size());
    int sum = 0;
    for (Member member : offered) {
      Optional<HeartbeatFile.Entry> entry = file.entry(member.url());
      if (entry.isPresent() && entry.get().lastSeen() < MAX_LAST_SEEN) {
        up.add(member);
        ready.add(entry.get().effectiveReady());
        sum += entry.get().effectiveReady();
      }
    }
    return sum == 0 ? null : at(random.nextInt(sum + 1), up, ready);
  }

  /** The member in whose interval a number falls; at a boundary the later one. */
  private static @Nullable Member at(int number, List<Member> up, List<Integer> ready) {
    Member found = null;
    int from = 0;
    for (int i = 0; i < up.size(); i++) {
      int to = from + ready.get(i);
      if (number >= from && number <= to) {
        found = up.get(i);
      }
      from = to;
    }
    return found;
  }

  @Override
  public String arithmetic(Member member) {
    Optional<HeartbeatFile.Entry> entry =
        file == null ? Optional.empty() : file.entry(member.url());
    return entry
        .map(e -> "free slots " + e.effectiveReady() + ", seen " + e.lastSeen() + " s ago")
        .orElse("nothing reported");
  }

  @Override
  public void taken(Member chosen, List<Member> offered) {
    // the hosts report for themselves
  }

  @Override
  public void reset(List<Member> members) {
    // nothing is remembered
  }
}
