package io.torii.config.directives;

import io.torii.config.ConditionalSection;
import io.torii.config.RequestSettings;
import io.torii.directive.expr.Expression;
import java.util.ArrayList;
import java.util.List;

/** The Ifs of one block, each with its ElseIfs and its Else. */
final class Conditionals {

  private final List<List<ConditionalSection.Branch>> chains = new ArrayList<>();
  private boolean open;

  /** An If: starts a chain. */
  void start(Expression condition, RequestSettings settings) {
    chains.add(new ArrayList<>());
    open = true;
    add(condition, settings);
  }

  /** Whether an ElseIf or an Else has something to belong to. */
  boolean isOpen() {
    return open;
  }

  /** An ElseIf: continues the chain. */
  void add(Expression condition, RequestSettings settings) {
    chains.get(chains.size() - 1).add(new ConditionalSection.Branch(condition, settings));
  }

  /** An Else: ends the chain. */
  void end(RequestSettings settings) {
    add(new Expression.Constant(true), settings);
    open = false;
  }

  List<ConditionalSection> finish() {
    return chains.stream().map(ConditionalSection::new).toList();
  }
}
