package io.torii.standalone;

import io.torii.config.ServerTls;
import io.torii.config.ServerTls.ClientAuth;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import org.apache.tomcat.util.net.SSLContext;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLUtil;
import org.apache.tomcat.util.net.jsse.JSSEImplementation;

/**
 * Says in Tomcat's terms what a virtual host's SSL directives say. The files are read and the keys
 * tried here, so that a listener which is given the result can use it: one bad file of many must
 * not leave a listener with half of its new certificates.
 */
final class TlsHost {

  /** Protects the key from nobody: the store is never written anywhere. */
  private static final String PASSWORD = "in memory";

  private TlsHost() {}

  /** What is wrong with the settings; empty also if a file is not there, which others say. */
  static Optional<String> problem(ServerTls tls) {
    boolean complete = !tls.certificates().isEmpty() && files(tls).allMatch(Files::exists);
    if (!complete) {
      return Optional.empty();
    }
    try {
      SSLHostConfig usable = of(tls);
      return usable.getCertificates().isEmpty()
          ? Optional.of("there is no certificate")
          : Optional.empty();
    } catch (TlsException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Stream<Path> files(ServerTls tls) {
    return Stream.of(
            tls.certificates().stream().flatMap(c -> Stream.of(c.certificate(), c.key())),
            tls.chain().stream(),
            tls.clientCa().stream())
        .flatMap(paths -> paths);
  }

  /**
   * The TLS settings of one host, ready for use.
   *
   * @throws TlsException if a file is not what it should be
   */
  static SSLHostConfig of(ServerTls tls) throws TlsException {
    SSLHostConfig config = new SSLHostConfig();
    config.setProtocols(String.join("+", tls.protocols()));
    ciphers(tls, config);
    config.setHonorCipherOrder(tls.honorCipherOrder());
    clients(tls, config);
    boolean only = tls.certificates().size() == 1;
    for (ServerTls.Certificate pair : tls.certificates()) {
      KeyMaterial material = KeyMaterial.read(pair, tls.chain());
      SSLHostConfigCertificate certificate =
          new SSLHostConfigCertificate(
              config, only ? SSLHostConfigCertificate.Type.UNDEFINED : material.type());
      try {
        certificate.setCertificateKeystore(material.store(PASSWORD));
        certificate.setCertificateKeystorePassword(PASSWORD);
        SSLUtil util = new JSSEImplementation().getSSLUtil(certificate);
        config.setEnabledProtocols(util.getEnabledProtocols());
        config.setEnabledCiphers(util.getEnabledCiphers());
        certificate.setSslContext(context(util, tls));
      } catch (Exception e) {
        // Tomcat declares no more than this; what it says of ciphers and keys is to the point.
        throw new TlsException("TLS cannot be set up: " + e.getMessage(), e);
      }
      config.addCertificate(certificate);
    }
    return config;
  }

  private static void ciphers(ServerTls tls, SSLHostConfig config) throws TlsException {
    if (tls.ciphers().isPresent()) {
      config.setCiphers(tls.ciphers().get());
      if (config.getCipherList().isEmpty()) {
        throw new TlsException(
            "SSLCipherSuite \""
                + tls.ciphers().get()
                + "\" names no cipher that is known: write OpenSSL's names, such as HIGH:!aNULL.");
      }
    }
  }

  private static SSLContext context(SSLUtil util, ServerTls tls) throws Exception {
    SSLContext context = util.createSSLContext(List.of());
    if (tls.clientAuth() == ClientAuth.OPTIONAL_NO_CA) {
      context.init(util.getKeyManagers(), new TrustManager[] {new AnyClient()}, null);
    }
    return context;
  }

  private static void clients(ServerTls tls, SSLHostConfig config) throws TlsException {
    config.setCertificateVerification(
        switch (tls.clientAuth()) {
          case NONE -> "none";
          case OPTIONAL -> "optional";
          case OPTIONAL_NO_CA -> "optionalNoCA";
          case REQUIRE -> "required";
        });
    boolean verified =
        tls.clientAuth() == ClientAuth.OPTIONAL || tls.clientAuth() == ClientAuth.REQUIRE;
    if (verified && tls.clientCa().isEmpty()) {
      // Java would trust every public authority in its place.
      throw new TlsException(
          "SSLVerifyClient needs SSLCACertificateFile: name who signs the clients' certificates.");
    }
    if (tls.clientCa().isPresent()) {
      config.setTrustStore(trustStore(tls.clientCa().get()));
    }
  }

  private static KeyStore trustStore(Path pem) throws TlsException {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + number++, ca);
      }
      if (number == 0) {
        throw new TlsException("SSLCACertificateFile " + pem + " holds no certificate.");
      }
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new TlsException(
          "SSLCACertificateFile " + pem + " cannot be read: " + e.getMessage(), e);
    }
  }
}
