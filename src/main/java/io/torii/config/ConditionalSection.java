package io.torii.config;

import io.torii.directive.expr.Expression;
import java.util.List;

/**
 * An If with its ElseIfs and Else: the first branch that holds counts.
 *
 * @param branches in order; an Else is a branch that always holds
 */
public record ConditionalSection(List<Branch> branches) {

  public ConditionalSection {
    branches = List.copyOf(branches);
  }

  /** One branch. */
  public record Branch(Expression condition, RequestSettings settings) {}
}
