package io.torii.runtime;

import io.torii.admin.Administration;
import io.torii.admin.Drains;
import io.torii.admin.Events;
import io.torii.admin.Running;
import io.torii.admin.StateEvents;
import io.torii.balancer.StateListener;
import io.torii.balancer.TimeSource;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Everything by which operators see and change what runs. */
final class Control implements AutoCloseable {

  private final Events events = new Events(InstantSource.system());
  private final Administration administration;
  private final Drains drains;

  Control(Running running, Consumer<String> auditLine) {
    administration = new Administration(running, events, auditLine);
    drains = new Drains(administration, TimeSource.system());
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

  @Override
  public void close() {
    drains.close();
  }
}
