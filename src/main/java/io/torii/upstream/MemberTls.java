package io.torii.upstream;

import io.torii.config.ProxyTls;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** TLS towards members, as the SSLProxy directives say. */
final class MemberTls implements TlsSocketStrategy {

  private final ProxyTls config;
  private final SSLContext context;
  private final Duration handshake;

  /**
   * Reads the files that the configuration names.
   *
   * @param handshake how long each step of a handshake may take
   * @throws IOException if a file cannot be read, or does not hold what it should
   */
  MemberTls(ProxyTls config, Duration handshake) throws IOException {
    this.config = config;
    this.handshake = handshake;
    try {
      context = SSLContext.getInstance("TLS");
      context.init(keys(), trust(), new SecureRandom());
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String name, int port, @Nullable Object attachment, @Nullable HttpContext http)
      throws IOException {
    try {
      SSLSocket secure = (SSLSocket) factory().createSocket(socket, name, port, true);
      SSLParameters parameters = secure.getSSLParameters();
      if (!config.protocols().isEmpty()) {
        parameters.setProtocols(config.protocols().toArray(new String[0]));
      }
      if (config.verify() && config.checkName()) {
        // RFC 9110 §4.3.4; an unnamed algorithm checks the chain alone.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
      }
      if (hostName(name)) {
        parameters.setServerNames(List.of(new SNIHostName(name)));
      }
      secure.setSSLParameters(parameters);
      socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, handshake.toMillis()));
      secure.startHandshake();
      socket.setSoTimeout(0);
      return secure;
    } catch (IOException e) {
      throw new TlsFailedException(e);
    }
  }

  SSLSocketFactory factory() {
    return context.getSocketFactory();
  }

  private KeyManager @Nullable [] keys() throws IOException, GeneralSecurityException {
    if (config.machineCertificate().isEmpty()) {
      return null;
    }
    char[] password = new char[0];
    KeyStore store = PemFiles.identity(config.machineCertificate().get(), password);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    return keys.getKeyManagers();
  }

  private TrustManager[] trust() throws IOException, GeneralSecurityException {
    if (!config.verify()) {
      return new TrustManager[] {new TrustEverybody()};
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(config.caFile().isPresent() ? PemFiles.authorities(config.caFile().get()) : null);
    return trust.getTrustManagers();
  }

  private static boolean hostName(String name) {
    return name.indexOf(':') < 0 && !name.matches("[0-9.]+") && name.indexOf('.') > 0;
  }

  /** {@code SSLProxyVerify none}. */
  private static final class TrustEverybody extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("not a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      // That is what was asked for.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      // That is what was asked for.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      // That is what was asked for.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
