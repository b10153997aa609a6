package io.torii.diagnosis;

import java.util.List;

/** A certificate for somebody else. */
final class CertificateNameCheck implements Check.OfMember {

  @Override
  public String name() {
    return "certificate-name";
  }

  @Override
  public String finds() {
    return "a member's certificate that does not name the member's host";
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    if (!(visit.outcome() instanceof Visit.NoTls no) || !Certificates.nameAtFault(no.failure())) {
      return List.of();
    }
    String wanted = visit.approach().serverName();
    String named =
        visit.certificates().isEmpty() ? "others" : Certificates.names(visit.certificates().get(0));
    boolean preserved = !wanted.equals(visit.approach().member().url().host());
    return List.of(
        finding(
            Severity.ERROR,
            visit.subject(),
            "The member's certificate is for " + named + " and not for " + wanted + ".",
            preserved
                ? "With ProxyPreserveHost the client's host must be in it: have one issued that names"
                    + " it, write ProxyPreserveHost Off, or SSLProxyCheckPeerName Off."
                : "Write the member with a name of its certificate, have one issued that names "
                    + wanted
                    + ", or write SSLProxyCheckPeerName Off.",
            Certificates.reason(no.failure())));
  }
}
