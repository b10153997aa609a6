package io.torii.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;

/** Whatever a certificate is refused for, exactly one check speaks of it. */
class CertificatesTest {

  private static SSLException handshake(Exception reason) {
    SSLException failure = new SSLHandshakeException("no");
    failure.initCause(reason);
    return failure;
  }

  private static List<Boolean> faults(Exception reason) {
    SSLException failure = handshake(reason);
    assertThat(Certificates.atFault(failure)).isTrue();
    return List.of(
        Certificates.nameAtFault(failure),
        Certificates.datesAtFault(failure),
        Certificates.chainAtFault(failure));
  }

  @Test
  void theName() {
    assertThat(faults(new CertificateException("No name matching x found")))
        .containsExactly(true, false, false);
    assertThat(faults(new CertificateException("no", new SSLPeerUnverifiedException("no"))))
        .containsExactly(true, false, false);
  }

  @Test
  void theDates() {
    CertPathValidatorException expired =
        new CertPathValidatorException("no", null, null, -1, BasicReason.EXPIRED);
    assertThat(faults(new CertificateException("no", expired))).containsExactly(false, true, false);
    assertThat(faults(new CertificateExpiredException("no"))).containsExactly(false, true, false);
    assertThat(faults(new CertificateException(new CertPathBuilderException(expired))))
        .containsExactly(false, true, false);
  }

  @Test
  void theChain() {
    assertThat(faults(new CertificateException(new CertPathBuilderException("no path"))))
        .containsExactly(false, false, true);
    assertThat(faults(new CertPathValidatorException("bad signature")))
        .containsExactly(false, false, true);
  }

  @Test
  void somethingElse() {
    assertThat(Certificates.atFault(handshake(new IllegalStateException("no")))).isFalse();
  }
}
