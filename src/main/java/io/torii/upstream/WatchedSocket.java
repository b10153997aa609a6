package io.torii.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * The connected socket below TLS, which knows whether it was read to its end. TLS that was told of
 * the end by close_notify does not read that far; and where it was not told, Java's does not say so
 * and reports the same end, though anybody on the way may have put it there (RFC 9112 §9.8).
 */
final class WatchedSocket extends Socket {

  private final Socket socket;
  private final InputStream in;
  private volatile boolean ended;

  WatchedSocket(Socket connected) throws IOException {
    this.socket = connected;
    this.in =
        new FilterInputStream(connected.getInputStream()) {
          @Override
          public int read() throws IOException {
            return note(super.read());
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return note(super.read(into, offset, length));
          }
        };
  }

  private int note(int read) {
    if (read < 0) {
      ended = true;
    }
    return read;
  }

  /** True if somebody has read the end of the stream. */
  boolean ended() {
    return ended;
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return socket.getOutputStream();
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public boolean isBound() {
    return socket.isBound();
  }

  @Override
  public boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public boolean isInputShutdown() {
    return socket.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return socket.isOutputShutdown();
  }

  @Override
  public InetAddress getInetAddress() {
    return socket.getInetAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return socket.getLocalAddress();
  }

  @Override
  public int getPort() {
    return socket.getPort();
  }

  @Override
  public int getLocalPort() {
    return socket.getLocalPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return socket.getRemoteSocketAddress();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return socket.getLocalSocketAddress();
  }

  @Override
  public synchronized void setSoTimeout(int millis) throws SocketException {
    socket.setSoTimeout(millis);
  }

  @Override
  public synchronized int getSoTimeout() throws SocketException {
    return socket.getSoTimeout();
  }

  @Override
  public void setSoLinger(boolean on, int seconds) throws SocketException {
    socket.setSoLinger(on, seconds);
  }

  @Override
  public int getSoLinger() throws SocketException {
    return socket.getSoLinger();
  }

  @Override
  public void shutdownInput() throws IOException {
    socket.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public synchronized void close() throws IOException {
    socket.close();
  }
}
