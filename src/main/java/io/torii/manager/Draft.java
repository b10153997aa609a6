package io.torii.manager;

import io.torii.admin.RefusedChangeException;
import io.torii.config.Loaded;
import io.torii.config.ProxyConfig;
import io.torii.config.change.Author;
import io.torii.config.change.Differences;
import io.torii.config.change.Edit;
import io.torii.directive.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is in use with the edits so far, so that each of several sees what those before it have
 * done. The configuration is made anew only when somebody looks at it behind an edit that lets
 * something come or go: values do not change what can be found.
 */
final class Draft {

  private final Loaded inUse;
  private final Author author;
  private final List<String> texts = new ArrayList<>();
  private Differences differences;
  private ProxyConfig config;
  private boolean current = true;
  private @Nullable RefusedChangeException broken;

  Draft(Loaded inUse, Author author) {
    this.inUse = inUse;
    this.author = author;
    this.config = Changing.config(inUse);
    this.differences = inUse.overlaid().kept();
  }

  Differences differences() {
    return differences;
  }

  /** The edits as a clause for people. */
  String text() {
    return texts.isEmpty() ? "nothing" : String.join(", ", texts);
  }

  /** With the edits so far; the last that there was where they leave none that can be used. */
  ProxyConfig config() {
    if (!current) {
      current = true;
      Loaded next = inUse.with(differences);
      broken =
          next.config().isPresent()
              ? null
              : new RefusedChangeException(next.problems(Severity.ERROR), differences);
      config = next.config().orElse(config);
    }
    return config;
  }

  /** Why the edits that {@link #config} was last asked for cannot be made; empty if they can. */
  Optional<RefusedChangeException> broken() {
    return Optional.ofNullable(broken);
  }

  /** One more edit, and the clause that tells of it. */
  void make(Edit edit, String text) {
    boolean value =
        edit instanceof Edit.SetBalancer
            || edit instanceof Edit.SetMember
            || edit instanceof Edit.SetFlag;
    become(differences.with(edit, author), text, current && value);
  }

  /** A place as the configuration has it. */
  void revert(Edit place, String text) {
    become(differences.reverted(place.place()), text, current);
  }

  /** A difference less. */
  void forget(String id, String text) {
    become(differences.without(id), text, false);
  }

  void forgetAll(String text) {
    become(differences.cleared(), text, false);
  }

  private void become(Differences next, String text, boolean asBefore) {
    differences = next;
    current = asBefore;
    texts.add(text);
  }
}
