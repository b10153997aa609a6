package io.torii.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/** Stands in for TLS whose files cannot be used, and says so whenever a member is connected to. */
final class UnusableSocketFactory extends SSLSocketFactory {

  private static final String[] NONE = {};

  private final String reason;

  UnusableSocketFactory(String reason) {
    this.reason = reason;
  }

  private SSLException unusable() {
    return new SSLException(reason);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return NONE;
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return NONE;
  }

  @Override
  public Socket createSocket() throws IOException {
    throw unusable();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    throw unusable();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw unusable();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    throw unusable();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw unusable();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    throw unusable();
  }
}
