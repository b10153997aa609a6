package io.torii.config.directives;

import io.torii.config.InvalidValueException;
import io.torii.config.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Require lines of a block or of a container, with httpd's rules for what may be negated
 * (mod_authz_core).
 */
final class RequirementDraft {

  /** What the container is called. */
  private final String name;

  private final Kind kind;
  private final List<Requirement> operands = new ArrayList<>();
  private boolean damaged;

  private enum Kind {
    IMPLICIT,
    ANY,
    ALL,
    NONE
  }

  private RequirementDraft(String name, Kind kind) {
    this.name = name;
    this.kind = kind;
  }

  /** Lines without a container: any of them. */
  static RequirementDraft implicit() {
    return new RequirementDraft("<RequireAny>", Kind.IMPLICIT);
  }

  static RequirementDraft any() {
    return new RequirementDraft("<RequireAny>", Kind.ANY);
  }

  static RequirementDraft all() {
    return new RequirementDraft("<RequireAll>", Kind.ALL);
  }

  static RequirementDraft none() {
    return new RequirementDraft("<RequireNone>", Kind.NONE);
  }

  /**
   * Adds a line or a finished container.
   *
   * @throws InvalidValueException if it is negative where that would have no effect
   */
  void add(Requirement requirement) throws InvalidValueException {
    if (negative(requirement) && kind != Kind.ALL) {
      String what = requirement instanceof Requirement.None ? "<RequireNone>" : "\"Require not\"";
      throw new InvalidValueException(
          kind == Kind.NONE
              ? what + " has no effect in <RequireNone>: write it without the negation."
              : what
                  + " alone admits nobody: put it into a <RequireAll> together with who may pass,"
                  + " such as \"Require all granted\".");
    }
    operands.add(requirement);
  }

  /**
   * The container as a whole.
   *
   * @throws InvalidValueException if it is empty, or only says who may not pass
   */
  Requirement close() throws InvalidValueException {
    if (damaged && operands.isEmpty()) {
      return new Requirement.All(false);
    }
    if (operands.isEmpty()) {
      throw new InvalidValueException(name + " is empty: put a Require into it, or remove it.");
    }
    return kind == Kind.ALL
        ? new Requirement.Every(operands)
        : kind == Kind.NONE ? new Requirement.None(operands) : new Requirement.Any(operands);
  }

  /** Whether everything in it is negative, which decides nothing by itself (AH01624). */
  boolean onlyNegative() {
    return !damaged
        && !operands.isEmpty()
        && operands.stream().allMatch(RequirementDraft::negative);
  }

  /** The lines of a block; empty if there are none. */
  Optional<Requirement> result() {
    return operands.size() > 1
        ? Optional.of(new Requirement.Any(operands))
        : operands.stream().findFirst();
  }

  /** Says that a line could not be read: what is missing then is not complained about again. */
  void damage() {
    damaged = true;
  }

  private static boolean negative(Requirement requirement) {
    return requirement instanceof Requirement.Not || requirement instanceof Requirement.None;
  }
}
