package io.torii.upstream;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Whom we believe to be a member. The platform's own check, with two exceptions that an
 * administrator can ask for: {@code SSLProxyVerify none} believes everybody, and {@code
 * SSLProxyCheckPeerExpire off} accepts a member's certificate outside its dates.
 */
final class MemberTrust extends X509ExtendedTrustManager {

  private static final X509Certificate[] NOBODY = {};

  private final @Nullable X509ExtendedTrustManager platform;
  private final boolean checkExpiry;

  private MemberTrust(@Nullable X509ExtendedTrustManager platform, boolean checkExpiry) {
    this.platform = platform;
    this.checkExpiry = checkExpiry;
  }

  static MemberTrust everybody() {
    return new MemberTrust(null, false);
  }

  /**
   * Trust in authorities.
   *
   * @param authorities null for the platform's
   */
  static MemberTrust in(@Nullable KeyStore authorities, boolean checkExpiry)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return new MemberTrust(extended, checkExpiry);
      }
    }
    throw new GeneralSecurityException("the platform has no X.509 trust manager");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    if (platform == null) {
      return;
    }
    try {
      platform.checkServerTrusted(chain, authType, socket);
    } catch (CertificateException e) {
      if (checkExpiry || !outOfDate(e)) {
        throw e;
      }
      trustApartFromDates(chain, platform);
      if (socket instanceof SSLSocket tls
          && "HTTPS".equals(tls.getSSLParameters().getEndpointIdentificationAlgorithm())) {
        checkName(chain[0], tls.getHandshakeSession());
      }
    }
  }

  private static boolean outOfDate(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof CertificateExpiredException
          || t instanceof CertificateNotYetValidException) {
        return true;
      }
    }
    return false;
  }

  /** As of the last moment at which the member's certificate was valid. */
  private static void trustApartFromDates(X509Certificate[] chain, X509ExtendedTrustManager trust)
      throws CertificateException {
    try {
      X509CertSelector leaf = new X509CertSelector();
      leaf.setCertificate(chain[0]);
      Set<TrustAnchor> anchors =
          Arrays.stream(trust.getAcceptedIssuers())
              .map(issuer -> new TrustAnchor(issuer, null))
              .collect(Collectors.toSet());
      if (Arrays.asList(trust.getAcceptedIssuers()).contains(chain[0])) {
        return; // trusted by itself
      }
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, leaf);
      parameters.addCertStore(
          CertStore.getInstance(
              "Collection", new CollectionCertStoreParameters(Arrays.asList(chain))));
      parameters.setRevocationEnabled(false);
      parameters.setDate(chain[0].getNotAfter());
      CertPathBuilder.getInstance("PKIX").build(parameters);
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e.getMessage(), e);
    }
  }

  private static void checkName(X509Certificate certificate, SSLSession session)
      throws CertificateException {
    try {
      new DefaultHostnameVerifier().verify(session.getPeerHost(), certificate);
    } catch (SSLException e) {
      throw new CertificateException(e.getMessage(), e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (platform != null) {
      platform.checkServerTrusted(chain, authType);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    if (platform != null) {
      platform.checkServerTrusted(chain, authType, engine);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("members are servers");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return platform == null ? NOBODY : platform.getAcceptedIssuers();
  }
}
