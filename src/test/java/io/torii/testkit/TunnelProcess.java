package io.torii.testkit;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One end of thousands of tunnels, in a process of its own: how many files a process may open is
 * limited, and the product needs twice as many as either end. The member switches every connection
 * to an echo; the client opens them, and says something on each when it is told to.
 */
public final class TunnelProcess implements AutoCloseable {

  private static final int BACKLOG = 4096;

  /** So many handshakes are on their way at a time. */
  private static final int BATCH = 50;

  private static final int PATIENCE_MILLIS = 60_000;
  private static final String END = "\r\n\r\n";

  private final Process process;
  private final BufferedReader lines;
  private final OutputStream commands;

  private TunnelProcess(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", classes(), TunnelProcess.class.getName()));
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    commands = process.getOutputStream();
  }

  /** A member; {@link #said} tells its port. */
  public static TunnelProcess member() throws IOException {
    return new TunnelProcess("member");
  }

  /** A client that opens so many tunnels; {@link #said} tells when they are open. */
  public static TunnelProcess client(int port, int count) throws IOException {
    return new TunnelProcess(Integer.toString(port), Integer.toString(count));
  }

  private static String classes() {
    try {
      return Path.of(
              TunnelProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its next line. */
  public String said() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new EOFException("the process has ended");
    }
    return line;
  }

  /** Has the client say something on every tunnel; {@link #said} tells how many were answered. */
  public void speak() throws IOException {
    commands.write('\n');
    commands.flush();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** What the child runs. */
  public static void main(String... arguments) throws IOException {
    if (arguments[0].equals("member")) {
      serve();
    } else {
      open(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    }
  }

  private static void tell(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void serve() throws IOException {
    try (Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
      tell(Integer.toString(server.socket().getLocalPort()));
      ByteBuffer buffer = ByteBuffer.allocate(8192);
      while (selector.select() >= 0) {
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
          SelectionKey key = keys.next();
          keys.remove();
          if (key.isAcceptable()) {
            SocketChannel channel = server.accept();
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Head());
          } else {
            read(key, buffer);
          }
        }
      }
    }
  }

  /** A request's, as far as it has come. */
  private static final class Head {
    private final StringBuilder text = new StringBuilder();
  }

  private static void read(SelectionKey key, ByteBuffer buffer) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    int read;
    try {
      read = channel.read(buffer.clear());
    } catch (IOException e) {
      read = -1;
    }
    if (read < 0) {
      channel.close();
      return;
    }
    buffer.flip();
    if (key.attachment() instanceof Head head) {
      head.text.append(StandardCharsets.ISO_8859_1.decode(buffer));
      if (head.text.indexOf(END) < 0) {
        return;
      }
      key.attach(null);
      buffer.clear();
      buffer.put(
          ("HTTP/1.1 101 X\r\nUpgrade: echo\r\nConnection: Upgrade" + END)
              .getBytes(StandardCharsets.ISO_8859_1));
      buffer.flip();
    }
    channel.write(buffer); // it is little, and the socket's buffer is empty
  }

  private static void open(int port, int count) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    byte[] request =
        ("GET /tunnel/ HTTP/1.1\r\nHost: w\r\nConnection: Upgrade\r\nUpgrade: echo" + END)
            .getBytes(StandardCharsets.ISO_8859_1);
    for (int done = 0; done < count; ) {
      int to = Math.min(count, done + BATCH);
      for (int i = done; i < to; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(request);
        sockets.add(socket);
      }
      for (; done < to; done++) {
        switched(sockets.get(done));
      }
    }
    tell("open " + count);
    while (System.in.read() >= 0) {
      for (Socket socket : sockets) {
        socket.getOutputStream().write('x');
      }
      int answered = 0;
      for (Socket socket : sockets) {
        answered += socket.getInputStream().read() == 'x' ? 1 : 0;
      }
      tell("answered " + answered);
    }
  }

  private static void switched(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(END) < 0) {
      int b = socket.getInputStream().read();
      if (b < 0) {
        throw new EOFException("instead of a 101: " + head);
      }
      head.append((char) b);
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException(head.toString());
    }
  }
}
