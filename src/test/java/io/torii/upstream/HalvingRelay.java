package io.torii.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/**
 * Passes one connection's bytes on; of the first that the backend sends after {@code half}, the
 * rest only after {@code taken}.
 */
final class HalvingRelay implements AutoCloseable {

  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final CountDownLatch half;
  private final CountDownLatch taken;

  HalvingRelay(int backend, CountDownLatch half, CountDownLatch taken) throws IOException {
    this.half = half;
    this.taken = taken;
    Thread thread = new Thread(() -> carry(backend), "halving");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void carry(int backend) {
    try (Socket front = server.accept();
        Socket back = new Socket(InetAddress.getLoopbackAddress(), backend)) {
      front.setTcpNoDelay(true);
      Thread upload = new Thread(() -> pump(front, back, false), "halving-upload");
      upload.setDaemon(true);
      upload.start();
      pump(back, front, true);
    } catch (IOException e) {
      // the test is over
    }
  }

  private void pump(Socket from, Socket to, boolean halves) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[8192];
      boolean pending = halves;
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        int first = pending && half.getCount() == 0 ? n / 2 : n;
        out.write(piece, 0, first);
        if (first < n) {
          pending = false;
          taken.await();
          out.write(piece, first, n - first);
        }
      }
    } catch (IOException e) {
      // the test is over
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    taken.countDown();
  }
}
