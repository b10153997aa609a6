package io.torii.manager;

import io.torii.admin.Proposal;
import io.torii.admin.RefusedChangeException;
import io.torii.admin.StaleChangeException;
import io.torii.config.Loaded;
import io.torii.config.ProxyConfig;
import io.torii.config.change.Author;
import io.torii.config.change.Difference;
import io.torii.manager.Problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way of every change: condition, edits, and what is answered if it cannot be made. */
@ApplicationScoped
public class Changing {

  @Inject Operations operations;

  /** For CDI, which makes it without arguments. */
  public Changing() {}

  /**
   * A change that is asked for.
   *
   * @param balancer the URL of the balancer that it is about; empty for several or none
   * @param member the URL of the member that it is about; empty for several or none
   * @param ifMatch the If-Match field; null if there is none
   * @param etag of what is changed
   * @param dryRun whether it is only tried
   * @param edits what is to be edited
   */
  record Wanted(
      String balancer,
      String member,
      @Nullable String ifMatch,
      Function<Loaded, String> etag,
      boolean dryRun,
      Consumer<EditBuilder> edits) {}

  /**
   * What a change has led to, or would lead to.
   *
   * @param loaded the configuration with it
   * @param warnings what is to be minded since, and was not before
   */
  record Made(Loaded loaded, List<String> warnings) {}

  /**
   * Makes a change, or tries it.
   *
   * @throws jakarta.ws.rs.WebApplicationException 412, 422, 428 or 503 if it cannot be made
   */
  Made change(HttpServletRequest in, Wanted wanted) {
    if (wanted.ifMatch() == null) {
      throw Problem.unconditional();
    }
    Author author = Actor.author(in);
    Loaded now = operations.administration().running().loaded();
    // A first look, so that the log can say what it is about: it is built anew under the lock.
    EditBuilder first = new EditBuilder(now, author);
    wanted.edits().accept(first);
    first.differences();
    Loaded[] before = {now};
    Proposal proposal =
        new Proposal(
            first.text(),
            wanted.balancer(),
            wanted.member(),
            author,
            inUse -> check(wanted, inUse),
            differences -> {
              before[0] = operations.administration().running().loaded();
              EditBuilder edits = new EditBuilder(before[0], author);
              wanted.edits().accept(edits);
              return edits.differences();
            });
    try {
      Loaded next =
          wanted.dryRun()
              ? operations.administration().tryOut(proposal)
              : operations.administration().change(proposal);
      return new Made(next, next.warningsBeyond(before[0]).stream().map(Object::toString).toList());
    } catch (StaleChangeException e) {
      throw Problem.stale(e.getMessage());
    } catch (RefusedChangeException e) {
      throw problem(e);
    } catch (IOException e) {
      throw Problem.of(
          503, "It cannot be written down, and is not made: " + e + ". Check the folder.");
    }
  }

  static ProxyConfig config(Loaded loaded) {
    return loaded.config().orElseThrow();
  }

  private static void check(Wanted wanted, Loaded inUse) throws StaleChangeException {
    String condition = String.valueOf(wanted.ifMatch()).strip();
    if (condition.equals("*")) {
      return;
    }
    String etag = wanted.etag().apply(inUse);
    if (Arrays.stream(condition.split(",", -1)).map(String::strip).noneMatch(etag::equals)) {
      throw new StaleChangeException(
          "It has been changed meanwhile; its ETag is now " + etag + ". Look at it again.");
    }
  }

  /** 422 with every reason, each at the field that it comes from. */
  static WebApplicationException problem(RefusedChangeException refused) {
    return Problem.of(
        refused.problems().stream()
            .map(
                problem ->
                    new FieldError(
                        refused
                            .reason(problem)
                            .map(Difference::edit)
                            .map(ChangeView::field)
                            .orElse(problem.origin().toString()),
                        problem.message()))
            .toList());
  }
}
