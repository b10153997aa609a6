package io.torii.config.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Differences of two origins as those of one: where both touch one place, the running ones count.
 *
 * @param all the other ones, where they hold, and then the running ones
 * @param givenUp those of the other ones that do not hold
 */
public record Merged(Differences all, List<Overlay.GivenUp> givenUp) {

  public Merged {
    givenUp = List.copyOf(givenUp);
  }

  /**
   * Puts them together. What says the same twice is there once, where it stood among the others:
   * what came later may be about it.
   *
   * @param running those that hold now; they keep their ids
   * @param others those that were read; they get new ids where the running ones have theirs
   */
  public static Merged of(Differences running, Differences others) {
    Map<String, Difference> here = new LinkedHashMap<>();
    running.all().forEach(difference -> here.put(difference.edit().place(), difference));
    List<Difference> all = new ArrayList<>();
    List<Overlay.GivenUp> givenUp = new ArrayList<>();
    long last = Math.max(running.last(), others.last());
    for (Difference other : others.all()) {
      Difference same = here.get(other.edit().place());
      if (same == null) {
        boolean taken = running.find(other.id()).isPresent();
        all.add(taken ? other.named("c" + ++last) : other);
      } else if (same.edit().equals(other.edit())) {
        all.add(same);
        here.remove(same.edit().place());
      } else {
        givenUp.add(
            new Overlay.GivenUp(
                other, "something else has been changed here since, which counts."));
      }
    }
    all.addAll(here.values());
    return new Merged(new Differences(all, last), givenUp);
  }
}
