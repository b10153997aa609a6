package io.torii.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Thousands of requests at once to a member that takes a second for each; one thread asks. */
final class Waiting implements AutoCloseable {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
  private static final byte[] REQUEST =
      "GET /slow/ HTTP/1.1\r\nHost: bench.example\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

  private final Selector selector;
  private final InetSocketAddress address;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 14);
  private int ok;
  private int bad;

  Waiting(int port) throws IOException {
    selector = Selector.open();
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /**
   * What became of them.
   *
   * @param ok answers that were 200
   * @param bad other answers, and requests without one
   * @param took from the first connection that was asked for to the end of the last answer
   */
  record Outcome(int ok, int bad, Duration took) {}

  /** Asks for all at once, each with a connection of its own. */
  Outcome ask(int count) throws IOException {
    ok = 0;
    bad = 0;
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.register(
          selector,
          channel.connect(address) ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT,
          false);
      if (i % 64 == 0) {
        step(0);
      }
    }
    while (ok + bad < count && System.nanoTime() - began < PATIENCE) {
      step(100);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    int lost = count - ok - bad;
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.selectNow();
    return new Outcome(ok, bad + lost, took);
  }

  private void step(long millis) throws IOException {
    if (millis == 0) {
      selector.selectNow();
    } else {
      selector.select(millis);
    }
    for (SelectionKey key : selector.selectedKeys()) {
      SocketChannel channel = (SocketChannel) key.channel();
      try {
        if (key.isConnectable() && channel.finishConnect()) {
          channel.write(ByteBuffer.wrap(REQUEST));
          key.interestOps(SelectionKey.OP_READ);
        } else if (key.isWritable()) {
          channel.write(ByteBuffer.wrap(REQUEST));
          key.interestOps(SelectionKey.OP_READ);
        } else if (key.isReadable()) {
          read(key, channel);
        }
      } catch (IOException e) {
        end(key, channel);
      }
    }
    selector.selectedKeys().clear();
  }

  /** The answer is over when the connection is. */
  private void read(SelectionKey key, SocketChannel channel) throws IOException {
    int read = channel.read(buffer.clear());
    if (read < 0) {
      end(key, channel);
    } else if (Boolean.FALSE.equals(key.attachment()) && read >= OK.length) {
      boolean good = true;
      for (int i = 0; i < OK.length; i++) {
        good &= buffer.get(i) == OK[i];
      }
      if (good) {
        key.attach(true);
      }
    }
  }

  private void end(SelectionKey key, SocketChannel channel) throws IOException {
    if (Boolean.TRUE.equals(key.attachment())) {
      ok++;
    } else {
      bad++;
    }
    channel.close();
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
