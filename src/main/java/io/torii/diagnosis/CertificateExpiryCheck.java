package io.torii.diagnosis;

import io.torii.config.ProxyTls;
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
    return "a member's certificate that expires within "
        + SOON.toDays()
        + " days, and within a quarter of its life";
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    ProxyTls settings = visit.approach().member().config().tls();
    if (visit.outcome() instanceof Visit.NoTls
        || visit.certificates().isEmpty()
        || !settings.verify()
        || !settings.checkExpiry()) {
      return List.of(); // where its end is not looked at, it does not matter
    }
    X509Certificate own = visit.certificates().get(0);
    Duration left = Certificates.left(own, visitor.now());
    if (left.isNegative() || left.compareTo(soon(own)) >= 0) {
      return List.of();
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

  /**
   * When it should have been renewed: a quarter of its life before its end, and never earlier than
   * {@link #SOON}. Those that live for a day or a week are renewed at a third or earlier.
   */
  static Duration soon(X509Certificate certificate) {
    Duration quarter =
        Duration.between(
                certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant())
            .dividedBy(4);
    return quarter.compareTo(SOON) < 0 ? quarter : SOON;
  }

  static String days(Duration left) {
    long days = left.toDays();
    return days == 1 ? "1 day" : days == 0 ? "less than a day" : days + " days";
  }
}
