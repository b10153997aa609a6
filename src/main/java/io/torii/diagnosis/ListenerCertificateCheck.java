package io.torii.diagnosis;

import io.torii.config.ServerTls;
import io.torii.config.VirtualHost;
import io.torii.upstream.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A certificate of our own that will expire soon, or has. */
final class ListenerCertificateCheck implements Check.OfConfiguration {

  @Override
  public String name() {
    return "listener-certificate";
  }

  @Override
  public String finds() {
    return "an `SSLCertificateFile` that has expired, or does so within "
        + CertificateExpiryCheck.SOON.toDays()
        + " days and a quarter of its life (`java -jar` only)";
  }

  @Override
  public List<Finding> look(Scene scene) {
    List<Finding> found = new ArrayList<>();
    if (scene.container()) {
      return found; // its connector has its own
    }
    Set<Path> seen = new HashSet<>();
    for (VirtualHost host : Passing.hosts(scene.config())) {
      for (ServerTls.Certificate files :
          host.tls().map(ServerTls::certificates).orElse(List.of())) {
        if (seen.add(files.certificate())) {
          look(host, files.certificate(), scene).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private Optional<Finding> look(VirtualHost host, Path file, Scene scene) {
    List<X509Certificate> certificates;
    try {
      certificates = Pem.read(file).certificates();
    } catch (IOException e) {
      return Optional.of(unreadable(host, file, String.valueOf(e.getMessage())));
    }
    if (certificates.isEmpty()) {
      return Optional.of(unreadable(host, file, "there is no certificate in it"));
    }
    X509Certificate own = certificates.get(0);
    Duration left = Certificates.left(own, scene.clock().instant());
    if (left.compareTo(CertificateExpiryCheck.soon(own)) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        finding(
            left.isNegative() ? Severity.ERROR : Severity.WARNING,
            Subject.of(host),
            left.isNegative()
                ? "Our own certificate in " + file + " has expired, and browsers refuse it."
                : "Our own certificate in "
                    + file
                    + " expires in "
                    + CertificateExpiryCheck.days(left)
                    + ".",
            "Renew it (certbot renew); a new file at SSLCertificateFile is taken over within"
                + " seconds, without a restart.",
            Certificates.names(own) + ": valid until " + own.getNotAfter().toInstant()));
  }

  private Finding unreadable(VirtualHost host, Path file, String reason) {
    return finding(
        Severity.ERROR,
        Subject.of(host),
        "Our own certificate cannot be read any more; the next start will fail.",
        "Put a readable PEM file at SSLCertificateFile, which is " + file + ".",
        reason);
  }
}
