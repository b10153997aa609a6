package io.torii.standalone;

import io.torii.config.ServerTls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.jsse.PEMFile;

/**
 * A certificate, what stands behind it, and the key that belongs to it: read once, and known to fit
 * together.
 *
 * @param chain the own certificate first
 */
record KeyMaterial(List<X509Certificate> chain, PrivateKey key) {

  KeyMaterial {
    chain = List.copyOf(chain);
  }

  /**
   * Reads the files.
   *
   * @throws TlsException if one of them is broken or encrypted, or they do not fit together
   */
  static KeyMaterial read(ServerTls.Certificate pair, Optional<Path> chain) throws TlsException {
    List<X509Certificate> certificates =
        new ArrayList<>(certificates("SSLCertificateFile", pair.certificate()));
    if (chain.isPresent()) {
      certificates.addAll(certificates("SSLCertificateChainFile", chain.get()));
    }
    PrivateKey key = key(pair.key());
    if (!fits(certificates.get(0).getPublicKey(), key)) {
      throw new TlsException(
          "The key in "
              + pair.key()
              + " does not belong to the certificate in "
              + pair.certificate()
              + " (AH02565): check SSLCertificateKeyFile.");
    }
    return new KeyMaterial(certificates, key);
  }

  /** Several certificates on one host must differ in the kind of their key, as with httpd. */
  SSLHostConfigCertificate.Type type() {
    return key.getAlgorithm().startsWith("EC")
        ? SSLHostConfigCertificate.Type.EC
        : SSLHostConfigCertificate.Type.RSA;
  }

  KeyStore store(String password) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    store.setKeyEntry(
        "own", key, password.toCharArray(), chain.toArray(new X509Certificate[chain.size()]));
    return store;
  }

  private static List<X509Certificate> certificates(String directive, Path file)
      throws TlsException {
    List<X509Certificate> found = pem(directive, file).getCertificates();
    if (found.isEmpty()) {
      throw new TlsException(
          directive + " " + file + " holds no certificate: it must be in PEM form.");
    }
    return found;
  }

  private static PrivateKey key(Path file) throws TlsException {
    PrivateKey key = pem("SSLCertificateKeyFile", file).getPrivateKey();
    if (key == null) {
      throw new TlsException(
          "SSLCertificateKeyFile " + file + " holds no private key: it must be in PEM form.");
    }
    return key;
  }

  private static PEMFile pem(String directive, Path file) throws TlsException {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (text.contains("BEGIN ENCRYPTED") || text.contains("Proc-Type: 4,ENCRYPTED")) {
        throw new TlsException(
            directive + " " + file + " is encrypted: store the key without a pass phrase.");
      }
      if (count(text, "-----BEGIN ") != count(text, "-----END ")) {
        throw new TlsException(
            directive + " " + file + " is cut off: write it elsewhere and move it here.");
      }
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      return new PEMFile(file.toString(), new ByteArrayInputStream(bytes), null, null);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // What is no PEM at all makes the parser stumble in many ways.
      throw new TlsException(directive + " " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }

  /** Whether the one verifies what the other has signed. */
  private static boolean fits(PublicKey certified, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(signatureAlgorithm(key));
      byte[] sample = "torii".getBytes(StandardCharsets.US_ASCII);
      signature.initSign(key);
      signature.update(sample);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(sample);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String signatureAlgorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "DSA" -> "SHA256withDSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }
}
