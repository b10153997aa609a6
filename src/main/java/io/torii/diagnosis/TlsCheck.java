package io.torii.diagnosis;

import io.torii.config.MemberUrl;
import java.util.List;

/** A scheme that is not the port's, or another reason than the certificate for no TLS. */
final class TlsCheck implements Check.OfMember {

  @Override
  public String name() {
    return "tls";
  }

  @Override
  public String finds() {
    return "`https://` to a port without TLS, `http://` to one with it, and handshakes that fail";
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    if (visit.outcome() instanceof Visit.OtherProtocol other) {
      return List.of(otherProtocol(visit, other));
    }
    if (visit.outcome() instanceof Visit.NoTls no && !Certificates.atFault(no.failure())) {
      String reason = Certificates.reason(no.failure());
      return List.of(
          finding(
              Severity.ERROR,
              visit.subject(),
              "There is no agreement on TLS with the member.",
              reason.startsWith("SSLProxy")
                  ? "Correct that directive, or its file."
                  : "Compare SSLProxyProtocol with the versions that the member speaks, and write"
                      + " SSLProxyMachineCertificateFile if it wants a certificate of us.",
              reason));
    }
    return List.of();
  }

  private Finding otherProtocol(Visit visit, Visit.OtherProtocol other) {
    MemberUrl url = visit.approach().member().url();
    String right = other.secure() ? secured(url.scheme()) : plain(url.scheme());
    return finding(
        Severity.ERROR,
        visit.subject(),
        other.secure()
            ? "The port speaks TLS, but the member is written with " + url.scheme() + "://."
            : "The port speaks no TLS, but the member is written with " + url.scheme() + "://.",
        "Write "
            + right
            + "://"
            + SelfReference.place(url)
            + " at "
            + visit.approach().member().config().origin()
            + (other.secure() ? ", or the member's port without TLS." : ", or its port with TLS."),
        other.evidence());
  }

  private static String secured(String scheme) {
    return scheme.equals("ws") ? "wss" : "https";
  }

  private static String plain(String scheme) {
    return scheme.equals("wss") ? "ws" : "http";
  }
}
