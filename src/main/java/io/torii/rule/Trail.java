package io.torii.rule;

/** Takes down why things were decided as they were, one sentence a step; for {@code --explain}. */
@FunctionalInterface
public interface Trail {

  /** Listens to nobody: the data path's own. */
  Trail NONE =
      (step, finding) -> {
        // nobody asked
      };

  /**
   * Takes down one step.
   *
   * @param step what was decided: {@code virtual host}, {@code access}, {@code rule}, {@code
   *     member}
   * @param finding the outcome and its reason; build it only if {@link #listens()}
   */
  void add(String step, String finding);

  /** False if it is no use to build a sentence. */
  default boolean listens() {
    return this != NONE;
  }
}
