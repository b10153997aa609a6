package io.torii.runtime;

import io.torii.config.ConfigLoader;
import io.torii.config.LoadRequest;
import io.torii.config.Loaded;
import io.torii.manager.ManagerApplication;
import io.torii.servlet.FrontFilter;
import io.torii.servlet.FrontServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a gate into a servlet container: the WAR's own listener makes one from MicroProfile Config
 * and ends it with the application.
 */
@WebListener
public final class GateListener implements ServletContextListener {

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  private @Nullable Gate own;
  private @Nullable ScheduledExecutorService watching;

  /**
   * Registers the front filter and the front servlet of a gate, and makes it this application's.
   *
   * @throws UnsupportedOperationException if the container does not allow that any more
   */
  public static void install(ServletContext context, Gate gate) {
    CurrentGate.set(gate);
    FilterRegistration.Dynamic filter =
        context.addFilter("torii-filter", new FrontFilter(gate, ManagerApplication.PATH));
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    ServletRegistration.Dynamic servlet = context.addServlet(FrontServlet.NAME, new FrontServlet());
    servlet.setAsyncSupported(true);
    servlet.setLoadOnStartup(1);
    servlet.addMapping("/*");
  }

  /**
   * Starts.
   *
   * @throws IllegalStateException if the configuration has errors: the deployment fails, and its
   *     message names each of them
   */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    install(event.getServletContext(), start());
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    CurrentGate.clear();
    if (watching != null) {
      watching.shutdownNow();
    }
    if (own != null) {
      own.close();
    }
    RecordCache.release();
  }

  private Gate start() {
    Supplier<Loaded> loader =
        () ->
            ConfigLoader.load(
                new LoadRequest(
                    List.of(),
                    Set.of(),
                    System.getenv(),
                    Optional.of(ConfigProvider.getConfig()),
                    true));
    Instant readAt = Instant.now();
    Loaded first = loader.get();
    try {
      Gate gate = new Gate(loader, first, true, PortBinder.container());
      own = gate;
      watching = Executors.newSingleThreadScheduledExecutor(GateListener::daemon);
      new Reloads(gate, readAt, problem -> LOG.error("{}", problem)).watch(watching);
      return gate;
    } catch (ConfigurationException e) {
      throw new IllegalStateException(
          "Torii cannot start with this configuration:" + System.lineSeparator() + e.getMessage(),
          e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "torii-reload");
    thread.setDaemon(true);
    return thread;
  }
}
