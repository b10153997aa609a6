package io.torii.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A virtual host's own TLS: SSLEngine and what belongs to it. Honoured where we listen ourselves;
 * in a container its connector does this.
 *
 * @param certificates certificate and key files, PEM, in order
 * @param chain SSLCertificateChainFile
 * @param protocols enabled versions such as {@code TLSv1.2}; TLS 1.2 and 1.3 by default
 * @param ciphers SSLCipherSuite as written, in OpenSSL's syntax
 * @param honorCipherOrder SSLHonorCipherOrder (default off)
 * @param clientAuth SSLVerifyClient (default none)
 * @param clientCa SSLCACertificateFile
 * @param options SSLOptions as written, each with its sign if it had one
 * @param http2 whether {@code Protocols} allows h2 (default yes)
 */
public record ServerTls(
    List<Certificate> certificates,
    Optional<Path> chain,
    List<String> protocols,
    Optional<String> ciphers,
    boolean honorCipherOrder,
    ClientAuth clientAuth,
    Optional<Path> clientCa,
    List<String> options,
    boolean http2) {

  public ServerTls {
    certificates = List.copyOf(certificates);
    protocols = List.copyOf(protocols);
    options = List.copyOf(options);
  }

  /**
   * Whether a connection that was agreed on with these settings is as good as one with the others:
   * same certificates, versions and ciphers, and the same said about clients' certificates.
   */
  public boolean agreesWith(ServerTls other) {
    return certificates.equals(other.certificates)
        && protocols.equals(other.protocols)
        && ciphers.equals(other.ciphers)
        && clientAuth == other.clientAuth
        && clientCa.equals(other.clientCa);
  }

  /** A certificate, with its chain if the file has it, and its key, perhaps in the same file. */
  public record Certificate(Path certificate, Path key) {}

  /** SSLVerifyClient. */
  public enum ClientAuth {
    NONE,
    OPTIONAL,
    OPTIONAL_NO_CA,
    REQUIRE
  }
}
