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
      return "ProxyPass " + add.arguments() + " added";
    }
    if (edit instanceof Edit.RemoveRule removal) {
      return "ProxyPass " + removal.rule() + " removed";
    }
    return edit instanceof Edit.AddMember || edit instanceof Edit.AddBalancer ? "added" : "removed";
  }
}
