package io.torii.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemGenerationException;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key, and TLS with it; made anew for each test. It is self-signed, unless a
 * {@link TestAuthority} has issued it.
 */
public final class TestTls {

  private static final char[] PASSWORD = {};

  private final KeyPair keys;
  private final X509Certificate certificate;
  private final List<X509Certificate> chain;
  private @Nullable X509Certificate clients;

  /**
   * A certificate.
   *
   * @param chain with its own first
   */
  TestTls(KeyPair keys, List<X509Certificate> chain) {
    this.keys = keys;
    this.certificate = chain.get(0);
    this.chain = chain;
  }

  /** Valid now, for a name or an IPv4 address. */
  public static TestTls forName(String name) {
    return forName(name, "EC", Instant.now().plus(Duration.ofHours(1)));
  }

  /**
   * With a key of that kind, until that time.
   *
   * @param algorithm {@code EC} or {@code RSA}
   */
  public static TestTls forName(String name, String algorithm, Instant until) {
    return valid(name, algorithm, until.minus(Duration.ofHours(2)), until);
  }

  /** With an EC key, valid between these times. */
  public static TestTls valid(String name, Instant from, Instant until) {
    return valid(name, "EC", from, until);
  }

  private static TestTls valid(String name, String algorithm, Instant from, Instant until) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("EC") ? 256 : 2048);
      KeyPair keys = generator.generateKeyPair();
      return new TestTls(keys, List.of(certificate(name, keys, algorithm, from, until)));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certificate(
      String name, KeyPair keys, String algorithm, Instant from, Instant until)
      throws GeneralSecurityException, CertIOException, OperatorCreationException {
    X500Name subject = new X500Name("CN=" + name);
    int type = name.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName;
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            subject,
            BigInteger.valueOf(System.nanoTime()).abs(),
            Date.from(from),
            Date.from(until),
            subject,
            keys.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(type, name)));
    String signature = algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(signature).build(keys.getPrivate())));
  }

  /** Asks clients for a certificate, and refuses those without this one. */
  public TestTls requiring(TestTls client) {
    TestTls tls = new TestTls(keys, chain);
    tls.clients = client.certificate;
    return tls;
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** Writes the certificate as PEM. */
  public Path certificateFile(Path folder) {
    return pem(folder, "certificate", certificate);
  }

  /** Writes certificate and key as PEM into one file: PKCS#1 for RSA, else PKCS#8. */
  public Path certificateAndKeyFile(Path folder) {
    return pem(folder, "machine", certificate, key());
  }

  /** The certificate as PEM, with its chain. */
  public String certificatePem() {
    return text(chain.toArray());
  }

  /** The key as PEM: PKCS#1 for RSA, else PKCS#8. */
  public String keyPem() {
    return text(key());
  }

  private Object key() {
    try {
      return keys.getPrivate().getAlgorithm().equals("RSA")
          ? keys.getPrivate() // PKCS#1
          : new JcaPKCS8Generator(keys.getPrivate(), null);
    } catch (PemGenerationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path pem(Path folder, String name, Object... items) {
    try {
      Path file = Files.createTempFile(folder, name.toLowerCase(Locale.ROOT), ".pem");
      return Files.writeString(file, text(items));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Object... items) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (Object item : items) {
        writer.writeObject(item);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Those that show this certificate. */
  KeyManager[] keyManagers() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("key", keys.getPrivate(), PASSWORD, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(store, PASSWORD);
      return own.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** TLS that shows this certificate. */
  public SSLContext context() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("peer", clients == null ? certificate : clients);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers the handshake on an accepted socket. */
  SSLSocket accept(Socket raw) throws IOException {
    SSLSocket socket =
        (SSLSocket) context().getSocketFactory().createSocket(raw, null, raw.getPort(), true);
    socket.setUseClientMode(false);
    socket.setNeedClientAuth(clients != null);
    socket.startHandshake();
    return socket;
  }
}
