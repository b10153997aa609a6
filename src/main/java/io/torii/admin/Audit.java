package io.torii.admin;

import io.torii.config.change.Author;
import jakarta.json.Json;
import java.util.function.Consumer;

/** Writes down who has changed what, a JSON object a line: nothing in a value can end one. */
final class Audit {

  private final Consumer<String> lines;

  Audit(Consumer<String> lines) {
    this.lines = lines;
  }

  /**
   * A change that was asked for.
   *
   * @param result {@code made}, or why it was refused
   */
  void note(Proposal proposal, String result) {
    Author author = proposal.author();
    lines.accept(
        Json.createObjectBuilder()
            .add("at", author.at().toString())
            .add("by", author.by())
            .add("from", author.from())
            .add("balancer", proposal.balancer())
            .add("member", proposal.member())
            .add("change", proposal.what())
            .add("result", result)
            .build()
            .toString());
  }
}
