package io.torii.standalone;

import io.torii.config.InvalidValueException;
import io.torii.config.ProxyConfig;
import io.torii.exchange.Question;
import io.torii.runtime.DryRun;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code --explain METHOD URL [-H 'Name: value']… [--client ADDRESS]}. */
final class ExplainCommand {

  private static final int USAGE = 2;

  private final ProxyConfig config;
  private final PrintStream out;

  ExplainCommand(ProxyConfig config, PrintStream out) {
    this.config = config;
    this.out = out;
  }

  /** Prints the explanation; the exit status is 2 if a part of the question is no good. */
  int explain(String method, String url, List<String> fields, @Nullable String client) {
    Question question;
    try {
      question = Question.of(method, url, fields, client);
    } catch (InvalidValueException e) {
      System.err.println(
          "--explain METHOD URL [-H 'Name: value'] [--client ADDRESS]: " + e.getMessage());
      return USAGE;
    }
    DryRun.explainer(config).explain(question).lines().forEach(out::println);
    return 0;
  }
}
