package io.torii.balancer;

import io.torii.config.MemberConfig;
import io.torii.config.MemberStatus;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What selections look at of a member's configuration. Immutable: a change swaps the whole record,
 * so that a selection never sees half of one.
 *
 * @param weight loadfactor in hundredths, 100 to 10,000
 * @param lbset the priority group, 0 to 99; lower ones are tried first
 * @param route the id that session ids end in; empty if none; less than 64 characters
 * @param redirect the route to use while this member is unusable; empty if none
 * @param flags administrative flags only: never {@code E} or {@code C}, which are health
 */
public record MemberSettings(
    int weight, int lbset, String route, String redirect, Set<MemberStatus> flags) {

  /** What traffic and checks find out; everything else is what an operator says. */
  private static final Set<MemberStatus> HEALTH =
      Collections.unmodifiableSet(EnumSet.of(MemberStatus.ERROR, MemberStatus.CHECK_FAILED));

  /**
   * Settings within the bounds that BalancerMember has.
   *
   * @throws IllegalArgumentException naming the value that is out of its bounds
   */
  public MemberSettings {
    if (weight < 100 || weight > 10_000) {
      throw new IllegalArgumentException(
          "loadfactor must be between 1 and 100, not " + weight / 100.0);
    }
    if (lbset < 0 || lbset > 99) {
      throw new IllegalArgumentException("lbset must be between 0 and 99, not " + lbset);
    }
    checkRoute("route", route);
    checkRoute("redirect", redirect);
    EnumSet<MemberStatus> copy = EnumSet.noneOf(MemberStatus.class);
    copy.addAll(flags);
    if (copy.removeAll(HEALTH)) {
      throw new IllegalArgumentException("status E and C are health, not settings");
    }
    flags = Collections.unmodifiableSet(copy);
  }

  private static void checkRoute(String key, String value) {
    if (value.length() > 63) {
      throw new IllegalArgumentException(key + " must be shorter than 64 characters: " + value);
    }
  }

  /**
   * The settings that a configuration asks for.
   *
   * @param plain true for the target of a plain ProxyPass, which errors never take out
   */
  static MemberSettings of(MemberConfig config, boolean plain) {
    EnumSet<MemberStatus> flags = EnumSet.noneOf(MemberStatus.class);
    flags.addAll(config.status());
    flags.removeAll(HEALTH);
    if (plain) {
      flags.add(MemberStatus.IGNORE_ERRORS);
    }
    return new MemberSettings(
        config.weight(), config.lbset(), config.route(), config.redirect(), flags);
  }

  /** False if an operator took it out: disabled or stopped. */
  boolean enabled() {
    return !is(MemberStatus.DISABLED) && !is(MemberStatus.STOPPED);
  }

  EnumSet<MemberStatus> copyOfFlags() {
    EnumSet<MemberStatus> copy = EnumSet.noneOf(MemberStatus.class);
    copy.addAll(flags);
    return copy;
  }

  /** True if the flag is set. */
  public boolean is(MemberStatus flag) {
    return flags.contains(flag);
  }
}
