package io.torii.config.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All differences from the configuration, oldest first. Immutable.
 *
 * @param last the number in the last id that was given away, so that none is used again
 */
public record Differences(List<Difference> all, long last) {

  public static final Differences NONE = new Differences(List.of(), 0);

  public Differences {
    all = List.copyOf(all);
  }

  /** The difference with that id. */
  public Optional<Difference> find(String id) {
    return all.stream().filter(difference -> difference.id().equals(id)).findFirst();
  }

  /** These without one. */
  public Differences without(String id) {
    return keep(difference -> !difference.id().equals(id));
  }

  /** These without what is at a place; the place is as configured again. */
  public Differences reverted(String place) {
    return keep(difference -> !difference.edit().place().equals(place));
  }

  /** These without any. */
  public Differences cleared() {
    return new Differences(List.of(), last);
  }

  /** These, one of them exchanged or given up, and one more. */
  public Differences with(Edit edit, Author author) {
    if (edit instanceof Edit.RemoveMember) {
      return removing(Edit.AddMember.class, edit, author, other -> inMember(other, edit));
    }
    if (edit instanceof Edit.RemoveBalancer) {
      return removing(
          Edit.AddBalancer.class, edit, author, other -> other.balancer().equals(edit.balancer()));
    }
    if (edit instanceof Edit.AddMember) {
      return adding(Edit.RemoveMember.class, edit, author);
    }
    if (edit instanceof Edit.AddBalancer) {
      return adding(Edit.RemoveBalancer.class, edit, author);
    }
    // As a new one: what held before it says nothing of whether this one can be made.
    return keep(other -> !other.edit().place().equals(edit.place())).plus(edit, author);
  }

  /** What an operator has added is gone with all that belongs to it; else a difference says so. */
  private Differences removing(
      Class<? extends Edit> addition, Edit edit, Author author, Predicate<Edit> belongs) {
    boolean added = at(edit.place()).filter(d -> addition.isInstance(d.edit())).isPresent();
    Differences rest = keep(difference -> !belongs.test(difference.edit()));
    return added ? rest : rest.plus(edit, author);
  }

  /**
   * What an operator has removed is as configured again; else a difference says so. An earlier
   * addition stays in front of what has been set in it since: that the second one is one too many
   * is found out where they are laid over the configuration.
   */
  private Differences adding(Class<? extends Edit> removal, Edit edit, Author author) {
    boolean removed = at(edit.place()).filter(d -> removal.isInstance(d.edit())).isPresent();
    return removed ? keep(other -> !other.edit().place().equals(edit.place())) : plus(edit, author);
  }

  private static boolean inMember(Edit edit, Edit removal) {
    return edit.balancer().equals(removal.balancer()) && edit.member().equals(removal.member());
  }

  private Optional<Difference> at(String place) {
    return all.stream().filter(d -> d.edit().place().equals(place)).findFirst();
  }

  private Differences plus(Edit edit, Author author) {
    List<Difference> more = new ArrayList<>(all);
    more.add(new Difference("c" + (last + 1), edit, Optional.empty(), author));
    return new Differences(more, last + 1);
  }

  private Differences keep(Predicate<Difference> which) {
    return new Differences(all.stream().filter(which).toList(), last);
  }
}
