package io.torii.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A member for large bodies: {@code GET /bytes/N} gives N bytes, and any body that is sent is read
 * and dropped. A thread for each connection.
 */
final class BulkMember {

  private static final int PIECE = 1 << 16;
  private static final int BACKLOG = 1024;

  private BulkMember() {}

  static void start(int port) throws IOException {
    ServerSocket server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    thread(
        () -> {
          while (true) {
            try {
              Socket client = server.accept();
              client.setTcpNoDelay(true);
              thread(() -> serve(client));
            } catch (IOException e) {
              return;
            }
          }
        });
  }

  private static void thread(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  private static void serve(Socket client) {
    byte[] piece = new byte[PIECE];
    try (client) {
      PieceReader in = new PieceReader(client.getInputStream());
      while (true) {
        String head = in.head();
        in.drop(head);
        long length = length(head);
        client
            .getOutputStream()
            .write(
                ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                        + length
                        + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        for (long left = length; left > 0; left -= PIECE) {
          client.getOutputStream().write(piece, 0, (int) Math.min(left, PIECE));
        }
      }
    } catch (EOFException e) {
      // The proxy has closed its connection.
    } catch (IOException e) {
      System.err.println(e);
    }
  }

  private static long length(String head) {
    String mark = "/bytes/";
    int from = head.indexOf(mark);
    int end = head.indexOf(' ', from + mark.length());
    return from < 0 ? 0 : Long.parseLong(head.substring(from + mark.length(), end));
  }
}
