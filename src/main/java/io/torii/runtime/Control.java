package io.torii.runtime;

import io.torii.admin.Administration;
import io.torii.admin.Drains;
import io.torii.admin.Events;
import io.torii.admin.Running;
import io.torii.admin.StateEvents;
import io.torii.balancer.StateListener;
import io.torii.balancer.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything by which operators see and change what runs. */
final class Control implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("torii");
  private static final Logger AUDIT = LoggerFactory.getLogger("torii.audit");

  private final Events events = new Events(InstantSource.system());
  private final Administration administration;
  private final Drains drains;

  Control(Running running) {
    administration = new Administration(running, events, line -> audit(running, line));
    drains = new Drains(administration, TimeSource.system());
  }

  private static void audit(Running running, String line) {
    AUDIT.info("{}", line);
    running
        .loaded()
        .config()
        .flatMap(config -> config.manager().auditLog())
        .ifPresent(file -> append(file, line));
  }

  private static void append(Path file, String line) {
    try {
      AuditFile.append(file, line);
    } catch (IOException e) {
      LOG.error(
          "torii.manager.audit-log: {} cannot be written: {}. Check the folder and the space left on"
              + " it; this log has the change.",
          file,
          e.toString());
    }
  }

  Administration administration() {
    return administration;
  }

  Drains drains() {
    return drains;
  }

  /** Makes events of what happens to members. */
  StateListener stateListener() {
    return new StateEvents(events, InstantSource.system());
  }

  /** What runs has begun to. */
  void started() {
    try {
      administration.started();
    } catch (IOException e) {
      LOG.error("What has been given up cannot be written down: {}", e.toString());
    }
  }

  @Override
  public void close() {
    drains.close();
  }
}
