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
    int before = reading.accounted();
    Account.Place place = Account.Place.REFUSED;
    try {
      if (definition.isEmpty()) {
        throw new InvalidValueException(unknown(node));
      }
      Statement statement = new Statement(node, this, reading);
      apply(definition.get(), statement, block);
      place = statement.place();
    } catch (InvalidValueException e) {
      reading.problems().error(node.origin(), String.valueOf(e.getMessage()));
    }
    if (reading.accounted() == before) {
      inside(node, place);
    }
    account(node, place);
  }

  /** What stands in a section that nobody has looked into goes where the section goes. */
  private void inside(Node node, Account.Place place) {
    if (node instanceof Node.Section section) {
      for (Node child : section.children()) {
        inside(child, place);
        account(child, place);
      }
    }
  }

  private void account(Node node, Account.Place place) {
    String written =
        Catalogue.find(node)
            .map(Definition::written)
            .orElse(node instanceof Node.Section ? "<" + node.name() + ">" : node.name());
    reading.account(written, node.origin(), place);
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

  private String unknown(Node node) {
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
            .orElseGet(this::nowhere);
  }

  /** A module of somebody else has directives of its own. */
  private String nowhere() {
    List<String> foreign = reading.modules().stream().filter(Modules::foreign).sorted().toList();
    return foreign.isEmpty()
        ? ": httpd's documentation and Torii's table of directives do not have it."
        : ": httpd has it from a module that Torii does not have, such as "
            + String.join(" or ", foreign)
            + ": remove it, or have a server with that module do this.";
  }
}
