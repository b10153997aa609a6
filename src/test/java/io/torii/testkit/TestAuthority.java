package io.torii.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority to be thrown away: a root, and an intermediate that signs. Whoever trusts
 * the root alone accepts a certificate only if its whole chain is shown.
 */
public final class TestAuthority {

  private final X509Certificate root;
  private final X509Certificate intermediate;
  private final KeyPair signer;

  private TestAuthority(X509Certificate root, X509Certificate intermediate, KeyPair signer) {
    this.root = root;
    this.intermediate = intermediate;
    this.signer = signer;
  }

  /** A new one. */
  public static TestAuthority named(String name) {
    KeyPair first = keys();
    KeyPair signer = keys();
    X500Name top = new X500Name("CN=" + name);
    X500Name below = new X500Name("CN=" + name + " 2");
    return new TestAuthority(
        sign(top, first, top, first, null), sign(below, signer, top, first, null), signer);
  }

  /** A certificate for a name or an IPv4 address, with its chain up to below the root. */
  public TestTls issue(String name) {
    Instant now = Instant.now();
    return issue(name, now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)));
  }

  /** The same, valid between these times. */
  public TestTls issue(String name, Instant from, Instant until) {
    KeyPair keys = keys();
    int type = name.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName;
    X500Name issuer = X500Name.getInstance(intermediate.getSubjectX500Principal().getEncoded());
    X509Certificate own =
        sign(
            new X500Name("CN=" + name),
            keys,
            issuer,
            signer,
            new GeneralName(type, name),
            from,
            until);
    return new TestTls(keys, List.of(own, intermediate));
  }

  /** The root as PEM. */
  public String pem() {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** TLS that trusts the root and nobody else. */
  public SSLContext trusting() {
    return context(null);
  }

  /** The same, and shows a certificate. */
  public SSLContext trustingAndShowing(TestTls own) {
    return context(own);
  }

  private SSLContext context(@Nullable TestTls own) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("root", root);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own == null ? null : own.keyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An authority's own certificate where no name is given. */
  private static X509Certificate sign(
      X500Name subject, KeyPair keys, X500Name issuer, KeyPair by, @Nullable GeneralName name) {
    Instant now = Instant.now();
    Duration hour = Duration.ofHours(1);
    return sign(subject, keys, issuer, by, name, now.minus(hour), now.plus(hour));
  }

  private static X509Certificate sign(
      X500Name subject,
      KeyPair keys,
      X500Name issuer,
      KeyPair by,
      @Nullable GeneralName name,
      Instant from,
      Instant until) {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            BigInteger.valueOf(System.nanoTime()).abs(),
            Date.from(from),
            Date.from(until),
            subject,
            keys.getPublic());
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(name == null));
      if (name != null) {
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
