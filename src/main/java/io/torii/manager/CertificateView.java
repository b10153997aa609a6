package io.torii.manager;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * The certificate that a member showed last.
 *
 * @param daysLeft whole days until it expires; negative if it has
 */
public record CertificateView(String subject, String issuer, Instant notAfter, long daysLeft) {

  static CertificateView of(X509Certificate certificate, Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    return new CertificateView(
        certificate.getSubjectX500Principal().getName(),
        certificate.getIssuerX500Principal().getName(),
        end,
        Duration.between(now, end).toDays());
  }
}
