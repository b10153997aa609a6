package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.MemberStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Members that get more than their share, and why. */
final class DistributionCheck implements Check.OfTraffic {

  /** With fewer requests to a balancer nothing can be said. */
  private static final int ENOUGH = 50;

  /** So many hundredths of all requests above or below the share are chance. */
  private static final int TOLERANCE = 15;

  @Override
  public String name() {
    return "distribution";
  }

  @Override
  public String finds() {
    return "members that get much more or less than an equal share, and why: out, errors, `lbset`,"
        + " standby, `loadfactor`, sessions";
  }

  @Override
  public List<Finding> look(Scene scene, Traffic traffic) {
    List<Finding> found = new ArrayList<>();
    for (Balancer balancer : scene.balancers()) {
      long all = balancer.members().stream().mapToLong(traffic::asked).sum();
      if (balancer.members().size() > 1 && all >= ENOUGH && skewed(balancer, traffic, all)) {
        found.add(skew(balancer, traffic, all));
      }
    }
    return found;
  }

  private static boolean skewed(Balancer balancer, Traffic traffic, long all) {
    double equal = 100.0 / balancer.members().size();
    return balancer.members().stream()
        .anyMatch(m -> Math.abs(100.0 * traffic.asked(m) / all - equal) > TOLERANCE);
  }

  private Finding skew(Balancer balancer, Traffic traffic, long all) {
    String evidence =
        balancer.members().stream()
            .map(m -> m.url() + " " + percent(traffic.asked(m), all) + " of " + all)
            .collect(Collectors.joining(", "));
    Reason reason = reason(balancer, traffic, all);
    return finding(
        reason.severity,
        Subject.of(balancer),
        "Requests are spread unevenly: " + reason.cause,
        reason.remedy,
        evidence + " in the last " + Traffic.WINDOW.toMinutes() + " minutes");
  }

  private record Reason(Severity severity, String cause, String remedy) {}

  /** The strongest reason that there is. */
  private static Reason reason(Balancer balancer, Traffic traffic, long all) {
    List<Member> members = balancer.members();
    List<Member> out = members.stream().filter(m -> !m.takesNewTraffic()).toList();
    if (!out.isEmpty()) {
      boolean meant = out.stream().allMatch(DistributionCheck::takenOut);
      return new Reason(
          meant ? Severity.INFO : Severity.WARNING,
          names(out) + " takes no new requests: " + states(out) + ".",
          "Put it back into service if it is well (status=-D, -N or -S, or in the manager); for one in"
              + " error see what is said about it.");
    }
    List<Member> failing =
        members.stream()
            .filter(m -> 20 * traffic.count(m, Sign.FAILED) > traffic.asked(m))
            .toList();
    if (!failing.isEmpty()) {
      return new Reason(
          Severity.WARNING,
          names(failing) + " fails again and again, and is left alone for retry= each time.",
          "See its lastError in the manager and the other findings about it.");
    }
    if (members.stream().anyMatch(DistributionCheck::aside)) {
      return new Reason(
          Severity.INFO,
          names(members.stream().filter(DistributionCheck::aside).toList())
              + " is a standby or spare (status=+H or +R), and waits for others to fail.",
          "Nothing, if that is meant; else remove that status.");
    }
    if (members.stream().mapToInt(m -> m.settings().lbset()).distinct().count() > 1) {
      return new Reason(
          Severity.INFO,
          "members of a higher lbset= wait until none of a lower one can be used.",
          "Nothing, if that is meant; else give all members the same lbset=.");
    }
    if (members.stream().mapToInt(m -> m.settings().weight()).distinct().count() > 1) {
      return new Reason(
          Severity.INFO,
          "loadfactor= differs between the members.",
          "Nothing, if that is meant; else give all members the same loadfactor=.");
    }
    long routed = traffic.count(balancer, Sign.ROUTED);
    if (2 * routed > all) {
      return new Reason(
          Severity.INFO, // one person who looks around alone is enough
          percent(routed, all)
              + " of the requests belong to a session and go where it is, whatever the method would"
              + " choose.",
          "Few clients with many requests cause this, and members that were away: it evens out as"
              + " sessions end. Look for one client that makes most of them, and for duplicate route=.");
    }
    return new Reason(
        Severity.INFO,
        "lbmethod=" + balancer.config().method() + " looks at something else than their number.",
        "Write lbmethod=byrequests for equal numbers; bybusyness and bytraffic favour whoever has"
            + " less to do.");
  }

  /** By an operator, who knows. */
  private static boolean takenOut(Member member) {
    return !member.enabled() || member.settings().is(MemberStatus.DRAIN);
  }

  private static boolean aside(Member member) {
    return member.settings().is(MemberStatus.HOT_STANDBY)
        || member.settings().is(MemberStatus.HOT_SPARE);
  }

  private static String names(List<Member> members) {
    return members.stream().map(m -> m.url().toString()).collect(Collectors.joining(", "));
  }

  private static String states(List<Member> members) {
    return members.stream().map(m -> m.statusWords().strip()).collect(Collectors.joining(", "));
  }

  private static String percent(long part, long all) {
    return String.format(Locale.ROOT, "%.0f%%", 100.0 * part / all);
  }
}
