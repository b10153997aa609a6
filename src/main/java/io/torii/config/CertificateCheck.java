package io.torii.config;

import java.util.Optional;

/** Looks into the certificates of our own listeners; whoever listens knows how. */
@FunctionalInterface
public interface CertificateCheck {

  /** Nobody listens, or somebody else does. */
  CertificateCheck NONE = tls -> Optional.empty();

  /**
   * What keeps a listener from using these settings, in one sentence that says what to do; empty if
   * nothing does. Files that are not there are found elsewhere.
   */
  Optional<String> problem(ServerTls tls);
}
