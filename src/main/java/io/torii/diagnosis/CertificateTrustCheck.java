package io.torii.diagnosis;

import io.torii.config.ProxyTls;
import java.security.cert.X509Certificate;
import java.util.List;

/** A certificate from an authority that is not trusted. */
final class CertificateTrustCheck implements Check.OfMember {

  @Override
  public String name() {
    return "certificate-trust";
  }

  @Override
  public String finds() {
    return "a member's certificate whose authority is not trusted, or whose chain is not whole";
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    if (!(visit.outcome() instanceof Visit.NoTls no) || !Certificates.chainAtFault(no.failure())) {
      return List.of();
    }
    ProxyTls settings = visit.approach().member().config().tls();
    String trusted =
        settings.caFile().map(f -> "those of " + f).orElse("the authorities of the Java platform");
    return List.of(
        finding(
            Severity.ERROR,
            visit.subject(),
            "The member's certificate leads to nobody who is trusted; trusted are " + trusted + ".",
            "Write SSLProxyCACertificateFile with the PEM of its authority"
                + (visit.certificates().size() < 2
                    ? ", and have the member send the certificates in between as well."
                    : "."),
            (visit.certificates().isEmpty() ? "" : chain(visit.certificates()) + "; ")
                + Certificates.reason(no.failure())));
  }

  private static String chain(List<X509Certificate> certificates) {
    X509Certificate last = certificates.get(certificates.size() - 1);
    return certificates.size()
        + " shown, the last one issued by "
        + last.getIssuerX500Principal().getName();
  }
}
