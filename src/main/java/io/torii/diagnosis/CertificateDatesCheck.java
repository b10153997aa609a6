package io.torii.diagnosis;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A certificate that is not valid any more, or not yet. */
final class CertificateDatesCheck implements Check.OfMember {

  private static final String REMEDY =
      "Renew it on the member (certbot renew), or correct the clocks; SSLProxyCheckPeerExpire Off"
          + " accepts it as it is.";

  @Override
  public String name() {
    return "certificate-expired";
  }

  @Override
  public String finds() {
    return "a member's certificate that has expired, or is not valid yet";
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    boolean checked = visit.approach().member().config().tls().checkExpiry();
    if (!checked || !(visit.outcome() instanceof Visit.NoTls no)) {
      return List.of();
    }
    Instant now = visitor.now();
    Optional<X509Certificate> bad =
        visit.certificates().stream()
            .filter(
                c ->
                    now.isAfter(c.getNotAfter().toInstant())
                        || now.isBefore(c.getNotBefore().toInstant()))
            .findFirst();
    if (bad.isPresent()) {
      return List.of(outOfDate(visit, bad.get(), now));
    }
    return Certificates.datesAtFault(no.failure())
        ? List.of(
            finding(
                Severity.ERROR,
                visit.subject(),
                "A certificate of the member's chain has expired, or is not valid yet.",
                REMEDY,
                Certificates.reason(no.failure())))
        : List.of();
  }

  private Finding outOfDate(Visit visit, X509Certificate certificate, Instant now) {
    Instant until = certificate.getNotAfter().toInstant();
    Instant from = certificate.getNotBefore().toInstant();
    return finding(
        Severity.ERROR,
        visit.subject(),
        now.isAfter(until)
            ? "The member's certificate has expired at " + until + "."
            : "The member's certificate is not valid before " + from + ".",
        REMEDY,
        Certificates.names(certificate) + ": valid from " + from + " until " + until);
  }
}
