package io.torii.balancer;

import io.torii.config.MemberConfig;

/** A backend and its live state. */
public final class Member {

  private final MemberConfig config;

  public Member(MemberConfig config) {
    this.config = config;
  }

  public MemberConfig config() {
    return config;
  }
}
