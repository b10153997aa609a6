package io.torii.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * One TLS connection of a client that takes whatever certificate it is shown, and says which:
 *
 * <pre>try (TlsClient client = TlsClient.to(port).named("a.test").connect()) { … }</pre>
 */
public final class TlsClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final SSLSocket socket;
  private final InputStream in;

  private TlsClient(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** A client of a port of 127.0.0.1 that does not connect yet. */
  public static Handshake to(int port) {
    return new Handshake("127.0.0.1", port, null, List.of(), List.of(), null);
  }

  /**
   * What a client says in its handshake.
   *
   * @param name the host it asks for (SNI)
   * @param versions such as {@code TLSv1.2}; none for all
   * @param offered the protocols it offers (ALPN)
   * @param own its own certificate
   */
  public record Handshake(
      String address,
      int port,
      @Nullable String name,
      List<String> versions,
      List<String> offered,
      @Nullable TestTls own) {

    public Handshake at(String other) {
      return new Handshake(other, port, name, versions, offered, own);
    }

    public Handshake named(String host) {
      return new Handshake(address, port, host, versions, offered, own);
    }

    public Handshake speaking(String... only) {
      return new Handshake(address, port, name, List.of(only), offered, own);
    }

    public Handshake offering(String... protocols) {
      return new Handshake(address, port, name, versions, List.of(protocols), own);
    }

    public Handshake showing(TestTls certificate) {
      return new Handshake(address, port, name, versions, offered, certificate);
    }

    /**
     * Connects and shakes hands.
     *
     * @throws IOException if the server refuses; with TLS 1.3 it may say so at the first read only
     */
    public TlsClient connect() throws IOException {
      Socket raw = new Socket(InetAddress.getByName(address), port);
      try {
        raw.setSoTimeout(PATIENCE_MILLIS);
        SSLSocket socket =
            (SSLSocket) context().getSocketFactory().createSocket(raw, address, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(name == null ? List.of() : List.of(new SNIHostName(name)));
        parameters.setApplicationProtocols(offered.toArray(String[]::new));
        if (!versions.isEmpty()) {
          parameters.setProtocols(versions.toArray(String[]::new));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new TlsClient(socket);
      } catch (IOException e) {
        raw.close();
        throw e;
      }
    }

    /** The certificate that a handshake shows, and nothing else. */
    public X509Certificate certificate() throws IOException {
      try (TlsClient client = connect()) {
        return client.certificate();
      }
    }

    private SSLContext context() {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
            own == null ? null : own.keyManagers(), new X509TrustManager[] {new Anybody()}, null);
        return context;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What the server has shown. */
  public X509Certificate certificate() throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  /** What the server sends, decrypted. */
  public InputStream in() {
    return in;
  }

  /** What the server gets, encrypted. */
  public OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  /** Such as {@code TLSv1.3}. */
  public String version() {
    return socket.getSession().getProtocol();
  }

  /** What was agreed by ALPN; empty for nothing. */
  public String protocol() {
    return socket.getApplicationProtocol();
  }

  /**
   * The answer to a GET on this connection, which stays open.
   *
   * @return the status line, a line feed, and the body
   */
  public String get(String host, String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String status = line();
    int length = 0;
    for (String field = line(); !field.isEmpty(); field = line()) {
      if (field.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(field.substring(15).strip());
      }
    }
    return status + "\n" + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /** Speaks HTTP/2 on this connection from now on. */
  public Http2Client http2() throws IOException {
    return new Http2Client(in, socket.getOutputStream());
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server closed");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class Anybody implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
      throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
      // Whoever asks looks at it.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
