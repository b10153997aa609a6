package io.torii.admin;

import io.torii.config.change.Edit;
import java.util.Locale;

/** Edits as clauses for people. */
public final class ChangeText {

  private ChangeText() {}

  /** Such as {@code loadfactor=3}, {@code draining on}, {@code added}. */
  public static String of(Edit edit) {
    if (edit instanceof Edit.SetBalancer set) {
      return set.parameter() + "=" + set.value();
    }
    if (edit instanceof Edit.SetMember set) {
      return set.parameter() + "=" + set.value();
    }
    if (edit instanceof Edit.SetFlag set) {
      String flag = set.flag().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return flag + (set.on() ? " on" : " off");
    }
    if (edit instanceof Edit.AddRule add) {
      String where = add.ofMain() ? "" : " to " + add.server();
      return "ProxyPass " + add.arguments() + " added" + where;
    }
    if (edit instanceof Edit.RemoveRule removal) {
      return "ProxyPass " + removal.rule() + " removed";
    }
    String what = edit.member().isEmpty() ? balancer(edit.balancer()) : edit.member();
    boolean added = edit instanceof Edit.AddMember || edit instanceof Edit.AddBalancer;
    return what + (added ? " added" : " removed");
  }

  /** The URL of the balancer with a key; empty for none. */
  public static String balancer(String key) {
    return key.isEmpty() ? "" : "balancer://" + key.substring(key.lastIndexOf('/') + 1);
  }
}
