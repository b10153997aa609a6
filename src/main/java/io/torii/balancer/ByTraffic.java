package io.torii.balancer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * bytraffic: the member with the fewest bytes, both ways, for its weight. As in httpd the two
 * directions are divided by the weight in hundredths one by one, so that differences of less than
 * 100 bytes do not count.
 *
 * <p>Where httpd gives a member that comes back everything until it has caught up, it starts here
 * level with the least used of the others.
 */
final class ByTraffic implements BalancingMethod {

  @Override
  public String name() {
    return "bytraffic";
  }

  @Override
  public String reason() {
    return "least traffic for its weight";
  }

  @Override
  public @Nullable Member pick(List<Member> offered) {
    Member best = null;
    long least = 0;
    for (Member member : offered) {
      long share = share(member);
      if (best == null || share < least) {
        best = member;
        least = share;
      }
    }
    return best;
  }

  private static long share(Member member) {
    int weight = member.settings().weight();
    Traffic traffic = member.traffic();
    return traffic.countedTransferred() / weight + traffic.countedRead() / weight;
  }

  @Override
  public String arithmetic(Member member) {
    Traffic traffic = member.traffic();
    int weight = member.settings().weight();
    return "sent %d / weight %d + received %d / weight %d = %d"
        .formatted(
            traffic.countedTransferred(), weight, traffic.countedRead(), weight, share(member));
  }

  @Override
  public void taken(Member chosen, List<Member> offered) {
    // the bytes will tell
  }

  @Override
  public void reset(List<Member> members) {
    members.forEach(member -> member.traffic().countFrom(0, 0));
  }

  @Override
  public void enabled(Member member, List<Member> members) {
    Member least = pick(members.stream().filter(m -> m != member && m.usable()).toList());
    if (least != null) {
      int weight = member.settings().weight();
      int other = least.settings().weight();
      member
          .traffic()
          .countFrom(
              least.traffic().countedTransferred() / other * weight,
              least.traffic().countedRead() / other * weight);
    }
  }
}
