package io.torii.runtime;

import io.torii.config.KeptChanges;
import io.torii.directive.Problem;
import io.torii.directive.Problem.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads a gate when its files change or somebody asks, and says what came of it. For one thread.
 */
public final class Reloads {

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  private final Gate gate;
  private final Consumer<Problem> refused;
  private final FileWatch watch;

  /**
   * Reloads of a gate.
   *
   * @param readAt when the gate's configuration began to be read
   * @param refused is told each error of a configuration that is refused
   */
  public Reloads(Gate gate, Instant readAt, Consumer<Problem> refused) {
    this.gate = gate;
    this.refused = refused;
    this.watch = new FileWatch(gate::files, this::isOfChanges, readAt, this::reload);
  }

  private boolean isOfChanges(Path file) {
    return gate.config()
        .manager()
        .changesFile()
        .filter(changes -> new KeptChanges(changes).has(file))
        .isPresent();
  }

  /** Looks at the files now and then from now on, until the scheduler is shut down. */
  public void watch(ScheduledExecutorService scheduler) {
    watch.start(scheduler);
  }

  /** Reloads now, whether or not a file has changed. */
  public void now() {
    watch.now();
  }

  private void reload() {
    List<Problem> problems = gate.reload();
    if (problems.stream().noneMatch(p -> p.severity() == Severity.ERROR)) {
      return;
    }
    problems.stream().filter(p -> p.severity() == Severity.ERROR).forEach(refused);
    LOG.error("The new configuration is refused; the old one stays in use.");
  }
}
