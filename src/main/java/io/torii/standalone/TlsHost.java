package io.torii.standalone;

import io.torii.config.ServerTls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Says in Tomcat's terms what a virtual host's SSL directives say. */
final class TlsHost {

  private TlsHost() {}

  /**
   * The TLS settings for one name.
   *
   * @throws IllegalArgumentException if SSLCACertificateFile cannot be read
   */
  static SSLHostConfig of(ServerTls tls, String name) {
    SSLHostConfig config = new SSLHostConfig();
    config.setHostName(name);
    config.setProtocols(String.join("+", tls.protocols()));
    tls.ciphers().ifPresent(config::setCiphers);
    config.setHonorCipherOrder(tls.honorCipherOrder());
    config.setCertificateVerification(
        switch (tls.clientAuth()) {
          case NONE -> "none";
          case OPTIONAL -> "optional";
          case OPTIONAL_NO_CA -> "optionalNoCA";
          case REQUIRE -> "required";
        });
    tls.clientCa().ifPresent(ca -> config.setTrustStore(trustStore(ca)));
    boolean only = tls.certificates().size() == 1;
    for (ServerTls.Certificate pair : tls.certificates()) {
      SSLHostConfigCertificate.Type type =
          only ? SSLHostConfigCertificate.Type.UNDEFINED : type(pair.certificate());
      SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(config, type);
      certificate.setCertificateFile(pair.certificate().toString());
      certificate.setCertificateKeyFile(pair.key().toString());
      tls.chain().ifPresent(chain -> certificate.setCertificateChainFile(chain.toString()));
      config.addCertificate(certificate);
    }
    return config;
  }

  /** Several certificates on one host must differ in the kind of their key, as with httpd. */
  private static SSLHostConfigCertificate.Type type(Path certificate) {
    try (InputStream in = Files.newInputStream(certificate)) {
      Certificate first = CertificateFactory.getInstance("X.509").generateCertificate(in);
      return first.getPublicKey().getAlgorithm().startsWith("EC")
          ? SSLHostConfigCertificate.Type.EC
          : SSLHostConfigCertificate.Type.RSA;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("cannot read certificate " + certificate + ": " + e, e);
    }
  }

  private static KeyStore trustStore(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + number++, ca);
      }
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("cannot read SSLCACertificateFile " + pem + ": " + e, e);
    }
  }
}
