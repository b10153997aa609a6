package io.torii.manager;

import io.torii.admin.ChangeText;
import io.torii.config.change.Difference;
import io.torii.config.change.Edit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A difference from the configuration as the API shows it.
 *
 * @param balancer the key of the balancer; null for a rule
 * @param member the URL of the member; null if it is no member
 * @param field the setting's name; null if something was added or removed
 * @param value what holds, as directives write it; null if something was added or removed
 * @param configured what the configuration says instead; null if it says nothing
 * @param text what was done, for people
 * @param by who did it; {@code -} for somebody without a name
 */
public record ChangeView(
    String id,
    @Nullable String balancer,
    @Nullable String member,
    @Nullable String field,
    @Nullable String value,
    @Nullable String configured,
    String text,
    String by,
    String from,
    Instant at) {

  static ChangeView of(Difference difference) {
    Edit edit = difference.edit();
    boolean set = value(edit) != null;
    return new ChangeView(
        difference.id(),
        MemberFields.orNull(edit.balancer()),
        MemberFields.orNull(edit.member()),
        set ? field(edit) : null,
        value(edit),
        set ? MemberFields.orNull(difference.configured().orElse("")) : null,
        ChangeText.of(edit),
        difference.author().by(),
        difference.author().from(),
        difference.author().at());
  }

  private static @Nullable String value(Edit edit) {
    if (edit instanceof Edit.SetBalancer set) {
      return set.value();
    }
    if (edit instanceof Edit.SetMember set) {
      return set.value();
    }
    return edit instanceof Edit.SetFlag set ? set.on() ? "on" : "off" : null;
  }

  /** What the API calls the field that an edit sets; where it adds something, what that is. */
  static String field(Edit edit) {
    if (edit instanceof Edit.SetBalancer set) {
      return BalancerFields.ALL.stream()
          .filter(f -> f.parameter().equals(set.parameter()))
          .map(Field::name)
          .findFirst()
          .orElse(set.parameter());
    }
    if (edit instanceof Edit.SetMember set) {
      return memberField(set.parameter());
    }
    if (edit instanceof Edit.SetFlag set) {
      return memberField(String.valueOf(set.flag().letter()));
    }
    if (edit instanceof Edit.AddMember) {
      return "url";
    }
    return edit instanceof Edit.AddRule || edit instanceof Edit.RemoveRule ? "rule" : "name";
  }

  private static String memberField(String parameter) {
    return MemberFields.ALL.stream()
        .filter(f -> f.parameter().equals(parameter))
        .map(Field::name)
        .findFirst()
        .orElse(parameter);
  }
}
