package io.torii.upstream;

import io.torii.config.ProxyTls;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS to members by one set of SSLProxy directives. Its files are read once. */
final class MemberTls {

  private static final char[] NO_PASSWORD = {};

  private final ProxyTls settings;
  private final FileStamps stamps;
  private final SSLSocketFactory factory;

  /** Reads the files. What cannot be read fails each handshake, with a message that names it. */
  MemberTls(ProxyTls settings) {
    this.settings = settings;
    this.stamps = FileStamps.of(settings);
    this.factory = factory(settings);
  }

  /** False if one of the files has changed since. */
  boolean current() {
    return stamps.equals(FileStamps.of(settings));
  }

  SSLSocketFactory factory() {
    return factory;
  }

  /**
   * TLS over a connected socket, before its handshake.
   *
   * @param name what to ask for (SNI, unless it is an address) and to find in the certificate
   */
  SSLSocket over(Socket socket, String name, int port) throws IOException {
    SSLSocket tls = (SSLSocket) factory.createSocket(socket, name, port, false);
    SSLParameters parameters = tls.getSSLParameters();
    if (settings.verify() && settings.checkName()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (!settings.protocols().isEmpty()) {
      parameters.setProtocols(settings.protocols().toArray(String[]::new));
    }
    parameters.setServerNames(sni(name));
    try {
      tls.setSSLParameters(parameters);
    } catch (IllegalArgumentException e) {
      throw new IOException("SSLProxyProtocol: " + e.getMessage(), e);
    }
    return tls;
  }

  /** RFC 6066 §3: neither addresses nor what is no host name. */
  private static List<SNIServerName> sni(String name) {
    if (name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || Character.isDigit(c))) {
      return List.of();
    }
    try {
      return List.of(new SNIHostName(name));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static SSLSocketFactory factory(ProxyTls settings) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(settings), new TrustManager[] {trust(settings)}, null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      return new UnusableSocketFactory(String.valueOf(e.getMessage()));
    }
  }

  private static MemberTrust trust(ProxyTls settings) throws IOException, GeneralSecurityException {
    if (!settings.verify()) {
      return MemberTrust.everybody();
    }
    if (settings.caFile().isEmpty()) {
      return MemberTrust.in(null, settings.checkExpiry());
    }
    Path file = settings.caFile().get();
    List<? extends Certificate> authorities;
    try {
      authorities = Pem.read(file).certificates();
    } catch (IOException e) {
      throw new IOException("SSLProxyCACertificateFile " + e.getMessage(), e);
    }
    if (authorities.isEmpty()) {
      throw new IOException("SSLProxyCACertificateFile " + file + " holds no certificate");
    }
    KeyStore store = emptyStore();
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("ca" + i, authorities.get(i));
    }
    return MemberTrust.in(store, settings.checkExpiry());
  }

  private static KeyManager @Nullable [] keys(ProxyTls settings)
      throws IOException, GeneralSecurityException {
    if (settings.machineCertificate().isEmpty()) {
      return null;
    }
    Path file = settings.machineCertificate().get();
    Pem pem;
    try {
      pem = Pem.read(file);
    } catch (IOException e) {
      throw new IOException("SSLProxyMachineCertificateFile " + e.getMessage(), e);
    }
    KeyStore store = emptyStore();
    if (pem.keys().size() == 1 && !pem.certificates().isEmpty()) {
      enter(store, 0, pem.keys().get(0), pem.certificates());
    } else if (!pem.keys().isEmpty() && pem.keys().size() == pem.certificates().size()) {
      for (int i = 0; i < pem.keys().size(); i++) {
        enter(store, i, pem.keys().get(i), List.of(pem.certificates().get(i)));
      }
    } else {
      throw new IOException(
          "SSLProxyMachineCertificateFile "
              + file
              + " must hold one certificate for each key, or one key and its chain");
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NO_PASSWORD);
    return managers.getKeyManagers();
  }

  private static void enter(
      KeyStore store, int index, PrivateKey key, List<? extends Certificate> chain)
      throws GeneralSecurityException {
    store.setKeyEntry("key" + index, key, NO_PASSWORD, chain.toArray(Certificate[]::new));
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
