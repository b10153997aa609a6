package io.torii.config.directives;

import io.torii.config.Account;
import io.torii.config.InvalidValueException;
import io.torii.config.directives.Definition.Kind;
import io.torii.config.directives.Definition.Phase;
import io.torii.directive.Nearest;
import io.torii.directive.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads nodes of the directive tree into blocks, by their definitions in the {@link Catalogue}. */
final class DirectiveReader {

  private final Reading reading;

  DirectiveReader(Reading reading) {
    this.reading = reading;
  }

  /** Reads what stands in a server: first what declares things, last what inherits them. */
  void readServer(List<Node> nodes, Block block) {
    for (Phase phase : Phase.values()) {
      if (phase == Phase.ROUTE) {
        SettingsBuilder.describeMembers(block.server());
      }
      for (Node node : nodes) {
        Phase own = Catalogue.find(node).map(Definition::phase).orElse(Phase.NORMAL);
        if (own == phase) {
          read(node, block);
        }
      }
    }
  }

  /** Reads what stands in a section, from top to bottom. */
  void readSection(List<Node> nodes, Block block) {
    nodes.forEach(node -> read(node, block));
  }

  private void read(Node node, Block block) {
    Optional<Definition> definition = Catalogue.find(node);
    try {
      if (definition.isEmpty()) {
        throw new InvalidValueException(unknown(node));
      }
      Statement statement = new Statement(node, this, reading);
      apply(definition.get(), statement, block);
      reading.account(definition.get().written(), node.origin(), statement.place());
    } catch (InvalidValueException e) {
      reading.account(
          node instanceof Node.Section ? "<" + node.name() + ">" : node.name(),
          node.origin(),
          Account.Place.REFUSED);
      reading.problems().error(node.origin(), String.valueOf(e.getMessage()));
    }
  }

  private void apply(Definition definition, Statement statement, Block block)
      throws InvalidValueException {
    if (definition.kind() == Kind.ELSEWHERE) {
      statement.elsewhere(definition.place(), definition.description());
      return;
    }
    if (definition.kind() == Kind.UNDERSTOOD) {
      check(definition, statement, block);
    }
    definition.meaning().read(statement, block);
  }

  private static void check(Definition definition, Statement statement, Block block)
      throws InvalidValueException {
    if (!definition.contexts().contains(block.context())) {
      throw new InvalidValueException(
          definition.written()
              + " has no meaning in "
              + block.context()
              + ": it belongs in "
              + list(definition.contexts())
              + ".");
    }
    if (!definition.shape().fits(statement.count())) {
      throw new InvalidValueException(
          definition.shape().complaint(definition.written(), statement.count()));
    }
  }

  private static String list(Set<Context> contexts) {
    List<String> words =
        contexts.stream().sorted().map(Context::toString).collect(Collectors.toList());
    String last = words.remove(words.size() - 1);
    return words.isEmpty() ? last : String.join(", ", words) + " or " + last;
  }

  private static String unknown(Node node) {
    boolean section = node instanceof Node.Section;
    String written =
        section ? "section <" + node.name() + ">" : "directive \"" + node.name() + "\"";
    if (Catalogue.exists(node.name(), !section)) {
      return "Unknown "
          + written
          + (section
              ? ": it is no section, write it without the brackets."
              : ": it is a section, write <" + node.name() + " …> and </" + node.name() + ">.");
    }
    return "Unknown "
        + written
        + Nearest.to(node.name(), Catalogue.names(section))
            .map(
                near -> ": did you mean " + (section ? "<" + near + ">" : "\"" + near + "\"") + "?")
            .orElse(": httpd's documentation and Torii's table of directives do not have it.");
  }
}
