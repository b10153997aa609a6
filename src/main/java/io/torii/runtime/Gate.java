package io.torii.runtime;

import io.torii.admin.Running;
import io.torii.balancer.Balancer;
import io.torii.balancer.Balancers;
import io.torii.balancer.Member;
import io.torii.balancer.TimeSource;
import io.torii.config.Loaded;
import io.torii.config.ProxyConfig;
import io.torii.diagnosis.Finding;
import io.torii.diagnosis.Scene;
import io.torii.diagnosis.UnknownBalancerException;
import io.torii.directive.Problem;
import io.torii.exchange.Explainer;
import io.torii.exchange.Gateway;
import io.torii.exchange.Generation;
import io.torii.exchange.Tunnels;
import io.torii.health.CheckCounts;
import io.torii.health.HealthChecker;
import io.torii.observe.ErrorLog;
import io.torii.observe.LogWriter;
import io.torii.observe.ServerEvents;
import io.torii.observe.metrics.Measurements;
import io.torii.rule.condition.Notices;
import io.torii.upstream.HttpUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running product: the configuration in use, the live state behind it, and how the one is
 * exchanged while the other goes on. Safe for several threads.
 */
public final class Gate implements Gateway, Running, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  /** Workers of ProxyHCTPsize's default. */
  private static final int CHECK_THREADS = 16;

  private final boolean container;
  private final Supplier<Loaded> loader;
  private final PortBinder ports;
  private final Balancers balancers;
  private final HttpUpstream upstream = new HttpUpstream();
  private final WaitingThreads waiting = new WaitingThreads("torii-tunnel-");
  private final Tunnels tunnels = new Tunnels(waiting, System::nanoTime);
  private final LogWriter logs = new LogWriter();
  private final ServerEvents events = ServerEvents.listening(logs);
  private final HealthChecker checker;
  private final GenerationFactory factory;
  private final InFlight inFlight = new InFlight();
  private final Tally tally = new Tally();
  private final Control control;
  private volatile Loaded loaded;
  private final Observation observation;
  private volatile Generation current;
  private volatile List<Path> watched;
  private volatile Lifecycle lifecycle = Lifecycle.STARTING;

  /**
   * Takes the first configuration into use. Nothing listens yet.
   *
   * @param loader reads the configuration, now and at each reload
   * @param container whether a hosting container listens for us
   * @throws ConfigurationException if there are errors in it; nothing is left running then
   */
  public Gate(Supplier<Loaded> loader, Loaded first, boolean container, PortBinder ports)
      throws ConfigurationException {
    this.container = container;
    this.loader = loader;
    this.ports = ports;
    this.loaded = first;
    this.watched = first.files();
    Notices notices = (code, message) -> LOG.warn("{}: {}", code, message);
    control = new Control(this);
    balancers =
        new Balancers(TimeSource.system(), RandomGenerator.getDefault(), control.stateListener());
    try {
      observation =
          new Observation(first.config().map(ProxyConfig::observe), new GateFigures(this));
    } catch (ConfigurationException e) {
      closeBase();
      throw e;
    }
    factory =
        new GenerationFactory(
            container,
            upstream,
            observation.observers(),
            tunnels,
            new ErrorLog(logs),
            Product.selfName(),
            notices);
    checker =
        new HealthChecker(
            this::balancers,
            factory.probe(upstream::socketFactory),
            TimeSource.system(),
            CHECK_THREADS);
    try {
      loaded = Configurations.withChanges(first);
      current = adopt(Configurations.usable(loaded));
    } catch (ConfigurationException e) {
      close();
      throw e;
    }
    Configurations.tell(loaded.problems());
    control.started();
    checker.start();
    lifecycle = Lifecycle.SERVING;
  }

  @Override
  public Generation enter() {
    inFlight.enter();
    return current;
  }

  @Override
  public void leave() {
    inFlight.leave();
  }

  @Override
  public boolean closing() {
    return lifecycle == Lifecycle.DRAINING;
  }

  /** Every file that was read last, those of a configuration that was refused included. */
  public List<Path> files() {
    return watched;
  }

  /** The configuration in use. */
  public ProxyConfig config() {
    return current.config();
  }

  public Generation generation() {
    return current;
  }

  public Lifecycle lifecycle() {
    return lifecycle;
  }

  @Override
  public Collection<Balancer> balancers() {
    return balancers.current().values();
  }

  @Override
  public Loaded loaded() {
    return loaded;
  }

  @Override
  public void take(Loaded next) {
    current = adopt(next.config().orElseThrow());
    loaded = next;
  }

  @Override
  public Explainer explainer() {
    return factory.explainer(config(), balancers.current());
  }

  /** What it has done so far. */
  GateFacts facts() {
    return new GateFacts(tally, inFlight, balancers);
  }

  /** Who changes what is in use, and what has happened lately. */
  Control control() {
    return control;
  }

  /** How far a member's active checks have come; empty if it has none. */
  public Optional<CheckCounts> checks(Member member) {
    return checker.counts(member);
  }

  /**
   * What is wrong with the set-up, as it is now.
   *
   * @param balancer name or key; empty for all
   * @throws UnknownBalancerException if there is no such balancer
   */
  public List<Finding> diagnose(Optional<String> balancer) {
    return observation.diagnose(
        Scene.of(config(), balancers(), container, upstream::secure, observation.traffic()),
        balancer);
  }

  public HttpUpstream upstream() {
    return upstream;
  }

  /** What has been measured since the start; empty if nothing is. */
  public Optional<Measurements> measurements() {
    return observation.measurements();
  }

  /** Requests that are being served, open tunnels among them. */
  public long inFlight() {
    return inFlight.count();
  }

  /**
   * Reads the configuration again and takes it into use if it has no errors; else the old one stays
   * in use, whole. Requests in flight end with the one they began with. Log files are opened anew.
   *
   * @return what was found; the new configuration is in use if there is no error in it
   */
  public List<Problem> reload() {
    logs.reopen();
    return control.administration().exclusively(this::readAgain);
  }

  private List<Problem> readAgain() {
    Loaded read = loader.get();
    watched = read.files();
    try {
      Loaded next = Configurations.withChanges(read, control.administration());
      ProxyConfig config = Configurations.usable(next);
      ports.listen(config);
      take(next);
      Configurations.tell(next.problems());
      LOG.info("AH00493: the configuration has been read again and is in use");
      control.administration().reloaded(next);
      return next.problems();
    } catch (ConfigurationException e) {
      return e.problems();
    } catch (ListenException e) {
      return List.of(e.problem());
    } catch (IOException e) {
      LOG.error("The changes are in use, but cannot be written down: {}", e.toString());
      return read.problems();
    }
  }

  /** Says that a stop is near: readiness goes down, requests are still served. */
  public void startDraining() {
    lifecycle = Lifecycle.DRAINING;
  }

  /** Waits until no request is in flight; false if the time was over before. */
  public boolean awaitIdle(Duration most) {
    return inFlight.await(most);
  }

  /** How many tunnels are open. */
  int tunnels() {
    return tunnels.count();
  }

  /** Closes the tunnels that are left; each is told to both of its sides, and logged. */
  public void closeTunnels() {
    tunnels.close();
    waiting.close();
  }

  /** Ends everything at once: checks, tunnels, connections to members, log files. */
  @Override
  public void close() {
    lifecycle = Lifecycle.STOPPED;
    checker.close();
    closeBase();
    observation.close(); // last, as a collector of traces may keep it waiting
  }

  /** What is there before anything of the configuration is. */
  private void closeBase() {
    control.close();
    closeTunnels();
    upstream.close();
    events.close();
    logs.close();
  }

  private Generation adopt(ProxyConfig config) {
    balancers.apply(config.balancers().values(), config.heartbeat().orElse(null));
    events.apply(config.main().server());
    List<Member> members = balancers().stream().flatMap(b -> b.members().stream()).toList();
    upstream.apply(members);
    observation.watch(members);
    return factory.generation(config, balancers.current(), logs, facts());
  }
}
