package io.torii.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A backend on a raw socket, started in one line:
 *
 * <pre>try (Backend backend = Backend.start(Script.ok("hello"))) { … }</pre>
 *
 * It listens on a free port of a loopback address, runs its {@link Script} on each connection, and
 * remembers every request. It can be stopped, which closes its connections too, and started again
 * on the same port.
 */
public final class Backend implements AutoCloseable {

  private final InetAddress address;
  private final Script script;
  private final @Nullable TestTls tls;
  private final boolean remembers;
  private final List<Seen> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile ServerSocket server;
  private @Nullable Thread acceptor;
  private volatile CountDownLatch stopped = new CountDownLatch(1);

  private Backend(String address, int port, Script script, @Nullable TestTls tls, boolean remembers)
      throws IOException {
    this.address = InetAddress.getByName(address);
    this.script = script;
    this.tls = tls;
    this.remembers = remembers;
    this.server = listen(port);
  }

  /** On 127.0.0.1. */
  public static Backend start(Script script) throws IOException {
    return start("127.0.0.1", script);
  }

  /** On another loopback address, such as {@code 127.0.0.2}. */
  public static Backend start(String address, Script script) throws IOException {
    return new Backend(address, 0, script, null, true);
  }

  /**
   * On a port of 127.0.0.1, 0 for a free one, for more requests than can be remembered: {@link
   * #requests()} stays empty.
   */
  public static Backend startForgetful(int port, Script script) throws IOException {
    return new Backend("127.0.0.1", port, script, null, false);
  }

  /** Behind TLS on 127.0.0.1. */
  public static Backend startTls(TestTls tls, Script script) throws IOException {
    return new Backend("127.0.0.1", 0, script, tls, true);
  }

  /** A port of 127.0.0.1 on which nobody listens. */
  public static int refusingPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(address, port), 1024);
    CountDownLatch latch = stopped;
    acceptor = daemon(() -> accept(socket, latch), "backend-" + socket.getLocalPort());
    return socket;
  }

  private void accept(ServerSocket from, CountDownLatch latch) {
    while (!from.isClosed()) {
      try {
        Socket socket = from.accept();
        int number = accepted.incrementAndGet();
        open.add(socket);
        daemon(() -> serve(socket, number, latch), "backend-" + from.getLocalPort() + "-" + number);
      } catch (IOException e) {
        return; // stopped
      }
    }
  }

  private void serve(Socket raw, int number, CountDownLatch latch) {
    try (raw) {
      raw.setTcpNoDelay(true);
      if (tls == null) {
        script.serve(new Wire(this, raw, raw, number, latch));
      } else {
        try (SSLSocket encrypted = tls.accept(raw)) {
          script.serve(new Wire(this, encrypted, raw, number, latch));
        }
      }
    } catch (IOException e) {
      // the peer went away, or we were stopped: what matters is what the other side made of it
    } finally {
      open.remove(raw);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  void record(Seen request) {
    if (remembers) {
      requests.add(request);
    }
  }

  synchronized void replace(Seen head, Seen whole) {
    requests.set(requests.lastIndexOf(head), whole);
  }

  public String host() {
    return address.getHostAddress();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** {@code http://127.0.0.1:port}, or https. */
  public String url() {
    return (tls == null ? "http://" : "https://") + host() + ":" + port();
  }

  /** Every request whose head has come, in order. */
  public List<Seen> requests() {
    return List.copyOf(requests);
  }

  /** The last of {@link #requests()}. */
  public Seen lastRequest() {
    return requests.get(requests.size() - 1);
  }

  /** How many connections have been accepted. */
  public int accepted() {
    return accepted.get();
  }

  /** How many are open now. */
  public int open() {
    return open.size();
  }

  /** Closes every connection; goes on listening. */
  public void closeConnections() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** Closes the port and every connection. */
  public void stop() throws IOException {
    server.close();
    stopped.countDown();
    if (acceptor != null) { // the port is free only when nobody accepts on it any more
      try {
        acceptor.join(5_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    closeConnections();
  }

  /** Listens again on the same port. */
  public void restart() throws IOException {
    int port = port();
    stop();
    stopped = new CountDownLatch(1);
    server = listen(port);
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
