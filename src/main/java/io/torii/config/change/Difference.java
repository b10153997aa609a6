package io.torii.config.change;

import io.torii.directive.Origin;
import java.util.Optional;

/**
 * A way in which what is in use differs from the configuration.
 *
 * @param id names it for as long as it exists
 * @param configured what the configuration says in this place, as it is written there; an empty
 *     text for nothing. Empty until it has been laid over a configuration for the first time: when
 *     the configuration later says something else, it counts, and the difference is given up
 */
public record Difference(String id, Edit edit, Optional<String> configured, Author author) {

  /** What its problems name as their place. */
  public Origin origin() {
    return Origin.property("change " + id);
  }

  Difference named(String other) {
    return new Difference(other, edit, configured, author);
  }

  Difference over(String written) {
    return new Difference(id, edit, Optional.of(written), author);
  }
}
