package io.torii.standalone;

import io.torii.config.ProxyConfig;
import io.torii.runtime.ListenException;
import io.torii.servlet.ContainerAnswers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;

/**
 * The servlet container that we bring ourselves: one application at the root, our own listeners.
 */
final class EmbeddedServer implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();
  private final RequestThreads threads;
  private final Listeners listeners;

  /**
   * A server that does not listen yet.
   *
   * @param base a folder for the container's own files
   * @param application puts filter, servlet and CDI into the application
   * @param answers page and log for what Tomcat answers itself
   */
  EmbeddedServer(
      Path base, RequestThreads threads, Consumer<Context> application, ContainerAnswers answers) {
    this.threads = threads;
    tomcat.setBaseDir(base.toString());
    tomcat.setSilent(true);
    tomcat.setAddDefaultWebXmlToWebapp(false);
    StandardHost host = (StandardHost) tomcat.getHost();
    host.setErrorReportValveClass("");
    tomcat.getEngine().getPipeline().addValve(new ContainerAnswersValve(answers));
    host.getPipeline().addValve(new Answered());
    host.getPipeline().addValve(new Introduction());
    host.getPipeline().addValve(new NamedTls.Valve());
    Context context = tomcat.addContext("", base.toString());
    // The process has one flat class path; the container's own default is the system's loader.
    context.setParentClassLoader(EmbeddedServer.class.getClassLoader());
    application.accept(context);
    listeners = new Listeners(tomcat.getService(), threads);
  }

  /**
   * Starts the application, then the listeners.
   *
   * @throws ListenException if an address cannot be bound
   * @throws LifecycleException if the application does not start
   */
  void start(ProxyConfig config) throws LifecycleException, ListenException {
    tomcat.start();
    listen(config);
  }

  /**
   * Listens as the configuration says.
   *
   * @throws ListenException if a new address cannot be bound; everything stays as it was then
   */
  void listen(ProxyConfig config) throws ListenException {
    listeners.listen(config);
    HeapShare heap = new HeapShare(Runtime.getRuntime().maxMemory());
    HeadSizes heads = HeadSizes.of(config);
    threads.room(() -> heap.requests(heads, listeners.taken()));
  }

  /** Keeps the process alive until {@link #close}. */
  void await() {
    Thread keeper = new Thread(() -> tomcat.getServer().await(), "torii-main");
    keeper.setDaemon(false);
    keeper.start();
  }

  /** The ports that are really bound, in the order of the configuration. */
  List<Integer> ports() {
    return listeners.ports();
  }

  /** Closes the listening sockets; connections that are there go on. */
  void stopListening() {
    listeners.stopListening();
  }

  /**
   * Waits until the last response is on its way: a request is over for the application when it has
   * written everything, and the container may not have sent it then. False if it takes longer.
   */
  boolean awaitWritten(Duration most) {
    return threads.awaitIdle(most);
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
    threads.close();
  }
}
