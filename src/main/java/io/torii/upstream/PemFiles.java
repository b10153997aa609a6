package io.torii.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Reads certificates and keys from PEM files, whatever form the key has. */
final class PemFiles {

  private PemFiles() {}

  /** A store of authorities to trust. */
  static KeyStore authorities(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate certificate : certificates(file)) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    if (number == 0) {
      throw new IOException(file + " holds no certificate");
    }
    return store;
  }

  /** A store of one key with its certificates, protected by {@code password}. */
  static KeyStore identity(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    List<Certificate> chain = new ArrayList<>(certificates(file));
    if (chain.isEmpty()) {
      throw new IOException(file + " holds no certificate");
    }
    KeyStore store = empty();
    store.setKeyEntry("machine", key(file), password, chain.toArray(new Certificate[0]));
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    List<Certificate> found = new ArrayList<>();
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    int from = text.indexOf("-----BEGIN CERTIFICATE-----");
    while (from >= 0) {
      int end = text.indexOf("-----END CERTIFICATE-----", from);
      if (end < 0) {
        throw new IOException(file + " has a certificate without an end");
      }
      int next = end + "-----END CERTIFICATE-----".length();
      byte[] block = text.substring(from, next).getBytes(StandardCharsets.ISO_8859_1);
      try (InputStream in = new ByteArrayInputStream(block)) {
        found.add(factory.generateCertificate(in));
      }
      from = text.indexOf("-----BEGIN CERTIFICATE-----", next);
    }
    return found;
  }

  private static PrivateKey key(Path file) throws IOException {
    JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        PEMParser parser = new PEMParser(reader)) {
      Object object = parser.readObject();
      while (object != null) {
        if (object instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
        if (object instanceof PrivateKeyInfo info) {
          return converter.getPrivateKey(info);
        }
        object = parser.readObject();
      }
    }
    throw new IOException(file + " holds no private key without a password");
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
