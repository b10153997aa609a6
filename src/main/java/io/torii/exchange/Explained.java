package io.torii.exchange;

import io.torii.balancer.Balancer;
import io.torii.balancer.Explanation;
import io.torii.directive.Origin;
import io.torii.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a request, and why.
 *
 * @param steps the way of the request, in order
 * @param choice the balancer and what its members stand at; null if no member is asked
 * @param sent what the chosen member would get; null if there is none
 */
public record Explained(List<Step> steps, @Nullable Choice choice, @Nullable Sent sent) {

  public Explained {
    steps = List.copyOf(steps);
  }

  /** One thing that was decided, and how. */
  public record Step(String step, String finding) {}

  /** Who would serve it. */
  public record Choice(Balancer balancer, Explanation explanation) {}

  /**
   * A request line and its fields.
   *
   * @param written where the configuration has a hand in a field's value, by the field's name in
   *     lower case: the last RequestHeader that does
   */
  public record Sent(String method, String target, Headers headers, Map<String, Origin> written) {

    public Sent {
      written = Map.copyOf(written);
    }
  }

  /**
   * As {@code --explain} prints it, a finding a line. Secrets that the configuration writes are
   * among them: whoever can have it explained there can read the file.
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Step step : steps) {
      lines.add(String.format("%-13s %s", step.step() + ":", step.finding()));
      if (choice != null && step.step().equals(Explainer.BALANCER)) {
        choice
            .explanation()
            .members()
            .forEach(note -> lines.add("    " + note.member().url() + " " + note.clause()));
      }
    }
    if (sent != null) {
      lines.add("");
      lines.add(sent.method() + " " + sent.target() + " HTTP/1.1");
      sent.headers().forEach(field -> lines.add(field.name() + ": " + field.value()));
    }
    return lines;
  }
}
