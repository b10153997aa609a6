package io.torii.admin;

import io.torii.balancer.Balancer;
import io.torii.balancer.Balancers;
import io.torii.balancer.Member;
import io.torii.balancer.TimeSource;
import io.torii.config.ConfigLoader;
import io.torii.config.LoadRequest;
import io.torii.config.Loaded;
import io.torii.config.ProxyConfig;
import io.torii.exchange.Explainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** A configuration in use, with live balancers, to which nobody sends requests but the test. */
public final class FakeRunning implements Running {

  private final Balancers balancers;
  private volatile Loaded loaded;
  private @Nullable RuntimeException refusal;
  private Runnable meanwhile = () -> {};
  private ThrowingCallable beforeLook = () -> {};

  private FakeRunning(Loaded first, TimeSource time) {
    this.balancers = new Balancers(time, new Random(1));
    this.loaded = first;
    apply(first);
  }

  /** What a directive file and its file of changes say. */
  public static FakeRunning of(Path file, TimeSource time) throws IOException {
    return new FakeRunning(Administration.begin(load(file)), time);
  }

  static Loaded load(Path file) {
    return ConfigLoader.load(LoadRequest.files(file.toString()));
  }

  /** From now on nothing is taken into use. */
  void refuse(RuntimeException why) {
    refusal = why;
  }

  /** What somebody else does just before the configuration is looked at the next time. */
  void beforeLook(ThrowingCallable action) {
    beforeLook = action;
  }

  @Override
  public Loaded loaded() {
    ThrowingCallable action = beforeLook;
    beforeLook = () -> {};
    try {
      action.call();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    return loaded;
  }

  @Override
  public void take(Loaded next) {
    if (refusal != null) {
      throw refusal;
    }
    apply(next);
    loaded = next;
  }

  private void apply(Loaded next) {
    ProxyConfig config = next.config().orElseThrow(() -> new AssertionError(next.problems()));
    balancers.apply(config.balancers().values(), null);
  }

  /** What happens just before somebody looks at the balancers the next time. */
  void meanwhile(Runnable action) {
    meanwhile = action;
  }

  @Override
  public Collection<Balancer> balancers() {
    Runnable action = meanwhile;
    meanwhile = () -> {};
    action.run();
    return balancers.current().values();
  }

  Balancer balancer() {
    return balancers().iterator().next();
  }

  /** The first balancer's member with that URL. */
  Member member(String url) {
    return balancer().members().stream()
        .filter(member -> member.url().toString().equals(url))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Explainer explainer() {
    throw new UnsupportedOperationException("nobody asks");
  }
}
