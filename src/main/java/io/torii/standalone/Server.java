package io.torii.standalone;

import io.torii.config.Loaded;
import io.torii.config.ProxyConfig;
import io.torii.manager.ManagerApplication;
import io.torii.runtime.Beans;
import io.torii.runtime.ConfigurationException;
import io.torii.runtime.Gate;
import io.torii.runtime.GateListener;
import io.torii.runtime.ListenException;
import io.torii.runtime.Reloads;
import io.torii.servlet.ContainerAnswers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process as a server: starts, reloads on SIGHUP and when files change, drains and stops. */
final class Server {

  /** Not an exit status: the server goes on after {@code main} has returned. */
  static final int RUNNING = -1;

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  /** Five times as many as httpd has workers: each that hardly reads or sends holds one. */
  private static final int DEFAULT_THREADS = 2_000;

  /** For the last bytes of responses that are otherwise over. */
  private static final Duration WRITE_OUT = Duration.ofSeconds(2);

  private final Configuration configuration;
  private final Loaded first;
  private final Instant readAt;
  private final Optional<Demo> demo;
  private final ScheduledExecutorService reloading =
      Executors.newSingleThreadScheduledExecutor(Server::daemon);

  private final CountDownLatch serving = new CountDownLatch(1);

  /**
   * A server that has not started.
   *
   * @param first what the configuration was at {@code readAt}
   */
  Server(Configuration configuration, Loaded first, Instant readAt, Optional<Demo> demo) {
    this.configuration = configuration;
    this.first = first;
    this.readAt = readAt;
    this.demo = demo;
  }

  /** Starts; returns {@link #RUNNING}, or the exit status of a start that failed. */
  int run(PrintStream out) throws IOException {
    Configuration.print(first.problems(), System.err);
    if (first.config().isEmpty()) {
      return 1;
    }
    ProxyConfig config = first.config().get();
    int elsewhere = first.account().listed().size();
    if (elsewhere > 0) {
      LOG.info(
          "{} directives are performed, {} are not: --account lists them",
          first.account().performed(),
          elsewhere);
    }
    Path base = Files.createTempDirectory("torii-");
    // The gate tells the server about new configurations; the server needs the gate to exist.
    EmbeddedServer[] holder = new EmbeddedServer[1];
    try {
      Gate gate = new Gate(configuration::load, first, false, next -> holder[0].listen(next));
      EmbeddedServer server =
          new EmbeddedServer(
              base, new RequestThreads(threads()), context(gate), new ContainerAnswers(gate));
      holder[0] = server;
      Reloads reloads = new Reloads(gate, readAt, System.err::println);
      Hangups.OF_THE_PROCESS.onEach(() -> later(() -> whenServing(reloads::now)));
      try {
        server.start(config);
      } catch (ListenException e) {
        System.err.println(e.problem());
        stop(gate, server, base);
        return 1;
      }
      serve(gate, server, reloads, base, out);
      return RUNNING;
    } catch (ConfigurationException e) {
      Configuration.print(e.problems(), System.err);
    } catch (LifecycleException e) {
      LOG.error("the embedded server does not start", e);
    }
    delete(base);
    return 1;
  }

  private void later(Runnable action) {
    try {
      reloading.execute(action);
    } catch (RejectedExecutionException e) {
      LOG.debug("nothing is reloaded any more: the process is stopping", e);
    }
  }

  private void whenServing(Runnable action) {
    try {
      serving.await();
      action.run();
    } catch (InterruptedException e) {
      // The start has failed, or the end has come.
      Thread.currentThread().interrupt();
    }
  }

  private void serve(
      Gate gate, EmbeddedServer server, Reloads reloads, Path base, PrintStream out) {
    reloads.watch(reloading);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> shutDown(gate, server, base), "torii-stop"));
    server.await();
    serving.countDown();
    LOG.info("Torii listens on ports {}", server.ports());
    demo.ifPresent(
        d -> d.announce(out, server.ports().get(0), gate.config().manager().path().orElse("")));
  }

  /** Readiness goes down first; then nobody new is let in; then those who are in are served. */
  private void shutDown(Gate gate, EmbeddedServer server, Path base) {
    gate.startDraining();
    reloading.shutdownNow();
    Duration delay = duration("torii.drain.delay", Duration.ZERO);
    ProcessLog.last(
        Level.INFO,
        delay.isZero()
            ? "AH00491: stopping; requests in flight are served"
            : "AH00491: stopping; new connections are taken for another "
                + delay.toSeconds()
                + " s");
    pause(delay);
    server.stopListening();
    if (!gate.awaitIdle(duration("torii.drain.timeout", Duration.ofSeconds(30)))) {
      ProcessLog.last(
          Level.WARNING, "torii.drain.timeout is over: requests cut off: " + gate.inFlight());
    } else if (!server.awaitWritten(WRITE_OUT)) {
      ProcessLog.last(
          Level.WARNING, "responses were not taken by their clients in time and are cut off");
    }
    stop(gate, server, base);
  }

  private void stop(Gate gate, EmbeddedServer server, Path base) {
    gate.closeTunnels();
    try {
      server.close();
    } catch (LifecycleException e) {
      LOG.warn("the embedded server does not stop cleanly", e);
    }
    gate.close();
    demo.ifPresent(Demo::close);
    reloading.shutdownNow();
    delete(base);
  }

  private static EmbeddedContext context(Gate gate) {
    return new EmbeddedContext(
        ManagerApplication.class,
        Beans.ALL,
        List.of((classes, servlets) -> GateListener.install(servlets, gate)));
  }

  private static int threads() {
    return ConfigProvider.getConfig()
        .getOptionalValue("torii.threads", Integer.class)
        .orElse(DEFAULT_THREADS);
  }

  private static Duration duration(String property, Duration fallback) {
    return ConfigProvider.getConfig()
        .getOptionalValue(property, Integer.class)
        .map(Duration::ofSeconds)
        .orElse(fallback);
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.debug("cannot delete {}", folder, e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "torii-reload");
    thread.setDaemon(true);
    return thread;
  }
}
