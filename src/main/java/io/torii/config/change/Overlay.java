package io.torii.config.change;

import io.torii.directive.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lays differences over a configuration in the making. */
public final class Overlay {

  /** A part of the configuration that edits can change. */
  public interface Layer {

    /**
     * What the configuration has where the edit would change it, as it is written there.
     *
     * @return an empty text if it has nothing there; empty if there is no such place
     */
    Optional<String> written(Edit edit);

    /**
     * Makes the edit.
     *
     * @param difference whose edit; its origin is named by every problem
     */
    void apply(Difference difference, Problems problems);
  }

  /**
   * A difference that does not hold any more.
   *
   * @param reason a sentence on what the configuration did
   */
  public record GivenUp(Difference difference, String reason) {}

  /**
   * What has become of the differences.
   *
   * @param kept those that hold, each with what the configuration says in its place
   */
  public record Outcome(Differences kept, List<GivenUp> givenUp) {

    /** Of no differences at all. */
    public static final Outcome NONE = new Outcome(Differences.NONE, List.of());

    public Outcome {
      givenUp = List.copyOf(givenUp);
    }
  }

  private final Function<Edit, Layer> layers;
  private final Problems problems;
  private final List<Difference> kept = new ArrayList<>();
  private final List<GivenUp> givenUp = new ArrayList<>();

  /**
   * An overlay over one configuration.
   *
   * @param layers who makes which edit
   */
  public Overlay(Function<Edit, Layer> layers, Problems problems) {
    this.layers = layers;
    this.problems = problems;
  }

  /**
   * Lays all of them over it, oldest first. A difference that is new and cannot be made is an
   * error; one that held until now and does not fit any more is given up.
   */
  public Outcome apply(Differences differences) {
    differences.all().forEach(this::apply);
    return new Outcome(new Differences(kept, differences.last()), givenUp);
  }

  private void apply(Difference difference) {
    Layer layer = layers.apply(difference.edit());
    Optional<String> written = layer.written(difference.edit());
    Problems found = new Problems();
    if (written.isEmpty()) {
      found.error(difference.origin(), "the configuration has no such place.");
    } else if (difference
        .configured()
        .filter(before -> !before.equals(written.get()))
        .isPresent()) {
      giveUp(
          difference,
          "the configuration now says "
              + said(written.get())
              + " here, in place of "
              + said(difference.configured().get())
              + ".");
      return;
    } else {
      layer.apply(difference, found);
    }
    if (difference.configured().isPresent() && found.hasErrors()) {
      giveUp(difference, found.all().get(0).message());
      return;
    }
    problems.addAll(found);
    kept.add(difference.over(written.orElse("")));
  }

  private void giveUp(Difference difference, String reason) {
    givenUp.add(new GivenUp(difference, reason));
  }

  private static String said(String written) {
    return written.isEmpty() ? "nothing" : "\"" + written + "\"";
  }
}
