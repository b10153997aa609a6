package io.torii.health;

import io.torii.config.MemberUrl;
import io.torii.config.TransportConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** Fresh connections to members, for those who look at them rather than send requests. */
public final class Dialer {

  private Dialer() {}

  /** Makes the socket of one attempt. */
  @FunctionalInterface
  public interface Sockets {
    Socket next() throws IOException;
  }

  /**
   * Tries every address of the member's host in turn, each for its {@code connectiontimeout}.
   *
   * @throws UnknownHostException if it has none
   * @throws IOException why the last of them took no connection
   */
  static Socket dial(MemberUrl url, TransportConfig transport, Sockets sockets) throws IOException {
    List<InetAddress> addresses = List.of(InetAddress.getAllByName(url.host()));
    return dial(addresses, url.port(), transport, transport.connectTimeout(), sockets);
  }

  /**
   * Tries addresses in turn, from the member's {@code sourceaddress} if it has one.
   *
   * @param each how long each may take; rounded up to milliseconds
   * @throws IOException why the last of them took no connection
   */
  public static Socket dial(
      List<InetAddress> addresses,
      int port,
      TransportConfig transport,
      Duration each,
      Sockets sockets)
      throws IOException {
    IOException failure = null;
    for (InetAddress address : addresses) {
      Socket socket = sockets.next();
      try {
        if (transport.sourceAddress().isPresent()) {
          socket.bind(new InetSocketAddress(transport.sourceAddress().get(), 0));
        }
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, port), millis(each));
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure == null ? new UnknownHostException("no address") : failure;
  }

  /** Rounded up, so that less than a millisecond does not become none, which means no limit. */
  static int millis(Duration duration) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.plusNanos(999_999).toMillis()));
  }
}
