package io.torii.diagnosis;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** A certificate that will expire soon. */
final class CertificateExpiryCheck implements Check.OfMember {

  /** Whoever renews by itself does so thirty days before. */
  static final Duration SOON = Duration.ofDays(21);

  @Override
  public String name() {
    return "certificate-expiring";
  }

  @Override
  public String finds() {
    return "a member's certificate that expires within " + SOON.toDays() + " days";
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    if (visit.outcome() instanceof Visit.NoTls || visit.certificates().isEmpty()) {
      return List.of();
    }
    X509Certificate own = visit.certificates().get(0);
    Duration left = Certificates.left(own, visitor.now());
    if (left.isNegative() || left.compareTo(SOON) >= 0) {
      return List.of(); // expired ones are accepted where SSLProxyCheckPeerExpire is off
    }
    return List.of(
        finding(
            Severity.WARNING,
            visit.subject(),
            "The member's certificate expires in " + days(left) + ".",
            "Renew it on the member, and look why it has not renewed itself (certbot renew"
                + " --dry-run).",
            Certificates.names(own) + ": valid until " + own.getNotAfter().toInstant()));
  }

  static String days(Duration left) {
    long days = left.toDays();
    return days == 1 ? "1 day" : days == 0 ? "less than a day" : days + " days";
  }
}
