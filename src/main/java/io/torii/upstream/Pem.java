package io.torii.upstream;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a PEM file holds: certificates and private keys (PKCS#1, PKCS#8, EC), in the file's order.
 */
public record Pem(List<X509Certificate> certificates, List<PrivateKey> keys) {

  /**
   * Reads a file.
   *
   * @throws IOException with a message that names the file
   */
  public static Pem read(Path file) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    List<PrivateKey> keys = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        PEMParser parser = new PEMParser(reader)) {
      for (Object item = parser.readObject(); item != null; item = parser.readObject()) {
        if (item instanceof X509CertificateHolder holder) {
          certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
        } else if (item instanceof PEMEncryptedKeyPair
            || item instanceof PKCS8EncryptedPrivateKeyInfo) {
          throw new IOException("its key is encrypted; store it without a pass phrase");
        } else {
          PrivateKeyInfo info = key(item);
          if (info != null) {
            keys.add(new JcaPEMKeyConverter().getPrivateKey(info));
          }
        }
      }
    } catch (IOException | CertificateException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
    return new Pem(List.copyOf(certificates), List.copyOf(keys));
  }

  /** Null for what is no key, such as the parameters before an EC key. */
  private static @Nullable PrivateKeyInfo key(Object item) {
    if (item instanceof PEMKeyPair pair) {
      return pair.getPrivateKeyInfo();
    }
    return item instanceof PrivateKeyInfo info ? info : null;
  }
}
