package io.torii.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * A member that answers after one second, for any number of requests at a time: one thread, no
 * parsing beyond the end of a head. Its main class is a process of its own, with {@link BulkMember}
 * beside it.
 */
final class SlowMember {

  private static final long DELAY = TimeUnit.SECONDS.toNanos(1);
  private static final int BACKLOG = 16_384;
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nok\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Queue<Due> due = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

  private record Due(SocketChannel channel, long at) {}

  private SlowMember() {}

  /** Two ports: of the slow member, and of the one for large bodies. */
  public static void main(String... ports) throws IOException {
    BulkMember.start(Integer.parseInt(ports[1]));
    new SlowMember().serve(Integer.parseInt(ports[0]));
  }

  private void serve(int port) throws IOException {
    try (Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
      while (true) {
        Due next = due.peek();
        long wait = next == null ? DELAY : next.at() - System.nanoTime();
        if (wait > 0) {
          selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)));
        } else {
          selector.selectNow();
        }
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isAcceptable()) {
            accept(server, selector);
          } else {
            read(key);
          }
        }
        selector.selectedKeys().clear();
        answer();
      }
    }
  }

  private static void accept(ServerSocketChannel server, Selector selector) throws IOException {
    SocketChannel channel = server.accept();
    while (channel != null) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      channel = server.accept();
    }
  }

  private void read(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    int read = -1;
    try {
      read = channel.read(buffer.clear());
    } catch (IOException e) {
      // Reset: it is closed below.
    }
    if (read < 0) {
      channel.close();
    } else if (endsHead(read)) {
      due.add(new Due(channel, System.nanoTime() + DELAY));
    }
  }

  /** Heads come in one piece on loopback; what is only a part of one ends differently. */
  private boolean endsHead(int length) {
    if (length < HEAD_END.length) {
      return false;
    }
    for (int i = 0; i < HEAD_END.length; i++) {
      if (buffer.get(length - HEAD_END.length + i) != HEAD_END[i]) {
        return false;
      }
    }
    return true;
  }

  private void answer() {
    long now = System.nanoTime();
    for (Due next = due.peek(); next != null && next.at() <= now; next = due.peek()) {
      due.remove();
      try {
        next.channel().write(ByteBuffer.wrap(ANSWER));
      } catch (IOException e) {
        // It went away while it waited.
      }
    }
  }
}
