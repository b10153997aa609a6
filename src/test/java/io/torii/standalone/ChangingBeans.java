package io.torii.standalone;

import io.torii.admin.Events;
import io.torii.admin.FakeRunning;
import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.balancer.TimeSource;
import io.torii.health.CheckCounts;
import io.torii.health.GateState;
import io.torii.manager.SampleOperations;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Beans of a manager over a configuration that can be changed. */
public final class ChangingBeans {

  /** What has happened to all of them. */
  static final Events EVENTS = new Events(InstantSource.system());

  private static @Nullable FakeRunning running;

  private ChangingBeans() {}

  /** What is configured, for all beans that are made from now on. */
  static void configure(Path folder, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("site.conf"), text);
    running = FakeRunning.of(file, TimeSource.system());
  }

  static FakeRunning running() {
    return Objects.requireNonNull(running);
  }

  /** Changes it. */
  @ApplicationScoped
  public static class Office extends SampleOperations {

    public Office() {
      super(running(), EVENTS);
    }
  }

  /** Shows it. */
  @ApplicationScoped
  public static class Gate implements GateState {

    @Override
    public boolean loaded() {
      return true;
    }

    @Override
    public boolean draining() {
      return false;
    }

    @Override
    public boolean readyWithoutMembers() {
      return true;
    }

    @Override
    public Collection<Balancer> balancers() {
      return running().balancers();
    }

    @Override
    public int tunnels() {
      return 0;
    }

    @Override
    public Optional<CheckCounts> checks(Member member) {
      return Optional.empty();
    }
  }
}
