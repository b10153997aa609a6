package io.torii.admin;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.Loaded;
import io.torii.config.ManagerConfig;
import io.torii.config.ProxyConfig;
import io.torii.config.change.Author;
import io.torii.config.change.Difference;
import io.torii.config.change.Differences;
import io.torii.config.change.Edit;
import io.torii.config.change.Merged;
import io.torii.config.change.Overlay;
import io.torii.directive.Origin;
import io.torii.directive.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes what is in use. One change at a time, each as a whole: it is checked as a configuration
 * is, written to the file of changes if there is one, and then taken into use. Safe for several
 * threads.
 */
public final class Administration {

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  private final Running running;
  private final Events events;
  private final Audit audit;
  private final ReentrantLock lock = new ReentrantLock();

  /** What this process has left in each file of changes. */
  private final Map<Path, Differences> written = new HashMap<>();

  /**
   * Changes of what is running.
   *
   * @param auditLine gets a line for each change that somebody wants
   */
  public Administration(Running running, Events events, Consumer<String> auditLine) {
    this.running = running;
    this.events = events;
    this.audit = new Audit(auditLine);
  }

  public Running running() {
    return running;
  }

  public Events events() {
    return events;
  }

  /** The differences from the configuration that hold now. */
  public Differences differences() {
    return running.loaded().overlaid().kept();
  }

  /** Runs an action during which nothing is changed by anybody else. */
  public <T> T exclusively(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The first configuration, with what the file of changes holds.
   *
   * @throws IOException if that file cannot be read
   */
  public static Loaded begin(Loaded first) throws IOException {
    Optional<ChangeFile> file = file(first);
    if (file.isEmpty()) {
      return first;
    }
    Differences kept = file.get().read();
    return kept.all().isEmpty() ? first : first.withFitting(kept);
  }

  /**
   * A configuration that has been read anew, with the differences that hold now. If it names
   * another file of changes than until now, and somebody else has written that, what the file holds
   * is laid over it as at a start; where both touch one place, what holds now counts.
   *
   * @throws IOException if that file cannot be read
   */
  public Loaded again(Loaded read) throws IOException {
    Optional<ChangeFile> file = file(read);
    Optional<Path> before = file(running.loaded()).map(ChangeFile::path);
    if (file.isEmpty() || file.map(ChangeFile::path).equals(before)) {
      return read.withFitting(differences());
    }
    Path path = file.get().path();
    Differences kept = file.get().read();
    if (kept.equals(written.get(path))) {
      return read.withFitting(differences());
    }
    LOG.info("{} changes that {} holds are taken over", kept.all().size(), path);
    return read.withFitting(Merged.of(differences(), kept));
  }

  /**
   * What a change would lead to; nothing is changed.
   *
   * @throws StaleChangeException if its precondition does not hold
   * @throws RefusedChangeException naming every reason why it cannot be made
   */
  public Loaded tryOut(Proposal proposal) throws StaleChangeException, RefusedChangeException {
    lock.lock();
    try {
      return judge(proposal);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes a change.
   *
   * @return what is in use now
   * @throws StaleChangeException if its precondition does not hold
   * @throws RefusedChangeException naming every reason why it cannot be made
   * @throws IOException if it cannot be written down; it is not made then
   */
  public Loaded change(Proposal proposal)
      throws StaleChangeException, RefusedChangeException, IOException {
    lock.lock();
    try {
      Loaded made = make(proposal);
      audit.note(proposal, "made");
      events.add(
          Event.Kind.CHANGE,
          proposal.balancer(),
          proposal.member(),
          proposal.what(),
          proposal.author());
      return made;
    } catch (StaleChangeException | RefusedChangeException | IOException e) {
      audit.note(proposal, "refused: " + e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      audit.note(proposal, "failed: " + e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private Loaded make(Proposal proposal)
      throws StaleChangeException, RefusedChangeException, IOException {
    Loaded before = running.loaded();
    Loaded next = judge(proposal);
    Optional<ChangeFile> file = file(next);
    if (file.isPresent()) {
      write(file.get(), next);
    }
    try {
      running.take(next);
    } catch (RuntimeException e) {
      if (file.isPresent()) {
        write(file.get(), before);
      }
      if (!(e instanceof IllegalArgumentException)) {
        throw e;
      }
      throw new RefusedChangeException(
          List.of(
              new Problem(
                  Origin.property("change"),
                  Problem.Severity.ERROR,
                  String.valueOf(e.getMessage()))),
          next.overlaid().kept());
    }
    for (Problem warning : next.warningsBeyond(before)) {
      LOG.warn("change by {} ({}): {}", proposal.author().by(), proposal.what(), warning);
    }
    return next;
  }

  private void write(ChangeFile file, Loaded loaded) throws IOException {
    file.write(loaded.overlaid().kept());
    written.put(file.path(), loaded.overlaid().kept());
  }

  private Loaded judge(Proposal proposal) throws StaleChangeException, RefusedChangeException {
    Loaded now = running.loaded();
    proposal.precondition().check(now);
    Differences wanted = proposal.edit().apply(now.overlaid().kept());
    Loaded next = now.with(wanted);
    Differences needless = withoutNeedless(next.overlaid().kept());
    if (needless.all().size() < next.overlaid().kept().all().size()) {
      next = now.with(needless);
    }
    if (next.config().isEmpty()) {
      throw new RefusedChangeException(next.problems(Problem.Severity.ERROR), wanted);
    }
    return next;
  }

  /** What is set to what the configuration says is no difference from it. */
  private static Differences withoutNeedless(Differences differences) {
    Differences rest = differences;
    for (Difference difference : differences.all()) {
      if (difference.configured().filter(value(difference.edit())::equals).isPresent()) {
        rest = rest.without(difference.id());
      }
    }
    return rest;
  }

  /** As it would stand in the configuration. */
  private static String value(Edit edit) {
    if (edit instanceof Edit.SetBalancer set) {
      return set.value();
    }
    if (edit instanceof Edit.SetMember set) {
      return set.value();
    }
    if (edit instanceof Edit.SetFlag set) {
      return set.on() ? "on" : "";
    }
    return "\n"; // what comes or goes is always one
  }

  /** Ends a member's error state before its time; nothing happens if it is in none. */
  public void clearError(Balancer balancer, Member member, Author author) {
    boolean was = balancer.clearError(member);
    String balancerUrl = balancer.url();
    String url = member.url().toString();
    String text = was ? "error cleared" : "error cleared, though there was none";
    audit.note(
        new Proposal(
            text, balancerUrl, url, author, Proposal.Precondition.NONE, differences -> differences),
        "made");
    events.add(Event.Kind.CHANGE, balancerUrl, url, text, author);
  }

  /**
   * The first configuration is in use: says which differences it has put an end to, and forgets
   * them.
   *
   * @throws IOException if the file of changes cannot be written
   */
  public void started() throws IOException {
    settle(running.loaded());
  }

  /**
   * The configuration has been read anew and is in use: says which differences it has put an end
   * to, and forgets them.
   *
   * @throws IOException if the file of changes cannot be written
   */
  public void reloaded(Loaded next) throws IOException {
    events.add(Event.Kind.RELOAD, "", "", "the configuration has been read again and is in use");
    settle(next);
  }

  private void settle(Loaded next) throws IOException {
    for (Overlay.GivenUp given : next.overlaid().givenUp()) {
      Edit edit = given.difference().edit();
      String balancer = ChangeText.balancer(edit.balancer());
      String text = ChangeText.of(edit) + " is given up: " + given.reason();
      LOG.warn("change {} ({} {}): {}", given.difference().id(), balancer, edit.member(), text);
      events.add(Event.Kind.RELOAD, balancer, edit.member(), text);
    }
    Optional<ChangeFile> file = file(next);
    if (file.isPresent()) {
      file.get().keep(next.overlaid().kept()); // it may be another file than until now
      written.put(file.get().path(), next.overlaid().kept());
    }
  }

  private static Optional<ChangeFile> file(Loaded loaded) {
    return loaded
        .config()
        .map(ProxyConfig::manager)
        .flatMap(ManagerConfig::changesFile)
        .map(ChangeFile::new);
  }
}
