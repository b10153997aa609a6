package io.torii.standalone;

import io.torii.config.InvalidValueException;
import io.torii.config.ProxyConfig;
import io.torii.exchange.Question;
import io.torii.http.Connection;
import io.torii.runtime.DryRun;
import java.io.PrintStream;
import java.util.List;

/** {@code --explain METHOD URL [-H 'Name: value']…}. */
final class ExplainCommand {

  private static final int USAGE = 2;

  private final ProxyConfig config;
  private final PrintStream out;

  ExplainCommand(ProxyConfig config, PrintStream out) {
    this.config = config;
    this.out = out;
  }

  /** Prints the explanation; the exit status is 2 if the URL or a header is no good. */
  int explain(String method, String url, List<String> fields) {
    Question question;
    try {
      question = Question.of(method, url, fields);
    } catch (InvalidValueException e) {
      System.err.println("--explain METHOD URL [-H 'Name: value']: " + e.getMessage());
      return USAGE;
    }
    out.printf("%-13s %s%n", "listener:", listener(question.connection()));
    DryRun.explainer(config).explain(question).lines().forEach(out::println);
    return 0;
  }

  /** Who takes the connection: what follows holds only if somebody does. */
  private String listener(Connection connection) {
    int port = connection.local().getPort();
    for (ListenerPlan.Planned planned : ListenerPlan.of(config)) {
      if (planned.address().port() == port) {
        String scheme = planned.secure() ? "https" : "http";
        return planned.address()
            + " "
            + scheme
            + (scheme.equals(connection.scheme())
                ? ""
                : ", which speaks no " + connection.scheme());
      }
    }
    return "none listens on port " + port + ": see Listen";
  }
}
