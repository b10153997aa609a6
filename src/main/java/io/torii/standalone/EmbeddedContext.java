package io.torii.standalone;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.ws.rs.core.Application;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.jboss.resteasy.plugins.servlet.ResteasyServletInitializer;

/**
 * Makes a context of the embedded Tomcat what a hosting container makes of the WAR: CDI, then
 * JAX-RS, then our own filters and listeners.
 *
 * <p>Nothing is scanned. The bean classes are listed, which saves a second at every start and does
 * not depend on how the class path is laid out; a test keeps the list complete. CDI is Weld SE, so
 * no listener of its own sees every request: beans live as long as the application or depend on
 * their user, and there is no request or session scope.
 *
 * @param api the JAX-RS application; it names its resources itself
 * @param beans every bean class
 * @param front what registers the filters, servlets and listeners; called in order, with CDI
 *     running. One servlet must take {@code /}: Tomcat runs no filter where no servlet is mapped
 */
record EmbeddedContext(
    Class<? extends Application> api, List<Class<?>> beans, List<ServletContainerInitializer> front)
    implements Consumer<Context> {

  EmbeddedContext {
    beans = List.copyOf(beans);
    front = List.copyOf(front);
  }

  /** Registers everything; it starts and stops with the context. */
  @Override
  public void accept(Context context) {
    if (context instanceof StandardContext standard) {
      // The application goes when the process does: there is nobody to leak to.
      standard.setClearReferencesThreadLocals(false);
      standard.setClearReferencesRmiTargets(false);
    }
    context.addServletContainerInitializer((classes, servlets) -> startCdi(servlets), null);
    context.addServletContainerInitializer(new ResteasyServletInitializer(), Set.of(api));
    for (ServletContainerInitializer initializer : front) {
      context.addServletContainerInitializer(initializer, null);
    }
  }

  private void startCdi(ServletContext servlets) {
    // The process ends by our own hand, after requests have drained: no shutdown hook.
    SeContainer container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addProperty("org.jboss.weld.se.shutdownHook", false)
            .addExtensions(extensions())
            .addBeanClasses(beans.toArray(Class<?>[]::new))
            .initialize();
    // Listeners hear of the end in reverse order: the first one added is the last to go.
    servlets.addListener(new CdiEnd(container));
  }

  /** MicroProfile Config's and JAX-RS' own, which Weld does not look for when it may not scan. */
  private static Extension[] extensions() {
    return ServiceLoader.load(Extension.class, EmbeddedContext.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toArray(Extension[]::new);
  }

  private record CdiEnd(SeContainer container) implements ServletContextListener {
    @Override
    public void contextDestroyed(ServletContextEvent event) {
      if (container.isRunning()) {
        container.close();
      }
    }
  }
}
