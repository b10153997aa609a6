package io.torii.diagnosis;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What certificates say, and why they are refused. */
final class Certificates {

  /** RFC 5280 §4.2.1.6: dNSName and iPAddress. */
  private static final List<Integer> NAMES = List.of(2, 7);

  private static final Set<CertPathValidatorException.Reason> DATES =
      Set.of(BasicReason.EXPIRED, BasicReason.NOT_YET_VALID);

  private Certificates() {}

  /** Those that the other side has shown, its own first. */
  static List<X509Certificate> of(SSLSession session) {
    try {
      return Arrays.stream(session.getPeerCertificates())
          .filter(X509Certificate.class::isInstance)
          .map(X509Certificate.class::cast)
          .toList();
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
  }

  /** Whether a handshake was ended by us because of the certificate. */
  static boolean atFault(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CertificateException
          || t instanceof CertPathValidatorException
          || t instanceof CertPathBuilderException) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the name was the reason: both the platform and we say that in a plain
   * CertificateException, and everything else in one of its own or with the reason behind it.
   */
  static boolean nameAtFault(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t.getClass() == CertificateException.class) {
        return t.getCause() == null || t.getCause() instanceof SSLException;
      }
    }
    return false;
  }

  /** Whether one of them has expired, or is not valid yet. */
  static boolean datesAtFault(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CertificateExpiredException
          || t instanceof CertificateNotYetValidException
          || (t instanceof CertPathValidatorException invalid
              && DATES.contains(invalid.getReason()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it was neither name nor dates: no chain leads to somebody whom we trust. */
  static boolean chainAtFault(Throwable failure) {
    return atFault(failure) && !nameAtFault(failure) && !datesAtFault(failure);
  }

  /** The last message of a chain of causes, which is the most exact one. */
  static String reason(Throwable failure) {
    Throwable last = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      last = t.getMessage() == null ? last : t;
    }
    return String.valueOf(last.getMessage());
  }

  /** Its names, as {@code a.example, b.example}; the subject where it has none. */
  static String names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> name : all == null ? List.<List<?>>of() : all) {
        if (NAMES.contains(name.get(0))) {
          names.add(String.valueOf(name.get(1)));
        }
      }
    } catch (CertificateParsingException e) {
      // then it has none that anybody could read
    }
    return names.isEmpty()
        ? certificate.getSubjectX500Principal().getName()
        : String.join(", ", names);
  }

  /** How long it is valid yet; negative if it has expired. */
  static Duration left(X509Certificate certificate, Instant now) {
    return Duration.between(now, certificate.getNotAfter().toInstant());
  }
}
