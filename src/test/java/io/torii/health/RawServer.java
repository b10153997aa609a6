package io.torii.health;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A backend that does with each connection what a test says. */
final class RawServer implements AutoCloseable {

  /** What happens on a connection. */
  interface Behaviour {
    void serve(RawServer server, Socket socket) throws Exception;
  }

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile Behaviour behaviour;

  /** The heads of all requests so far, as {@link #head} read them. */
  final List<String> heads = new CopyOnWriteArrayList<>();

  RawServer(ServerSocket listener, Behaviour behaviour) {
    this.listener = listener;
    this.behaviour = behaviour;
    threads.execute(this::accept);
  }

  RawServer(Behaviour behaviour) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
  }

  /** Answers every request with this text. */
  static Behaviour answer(String text) {
    return (server, socket) -> {
      server.head(socket);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    };
  }

  /** Reads a request's head and takes it down. */
  void head(Socket socket) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    StringBuilder head = new StringBuilder();
    for (String line = reader.readLine();
        line != null && !line.isEmpty();
        line = reader.readLine()) {
      head.append(line).append('\n');
    }
    heads.add(head.toString());
  }

  void behave(Behaviour next) {
    behaviour = next;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      behaviour.serve(this, socket);
    } catch (Exception e) {
      heads.add("failed: " + e);
    }
  }

  /**
   * Returns when nobody listens any more: a thread in accept keeps the port open until it wakes.
   */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new IOException("a connection is still being served");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
