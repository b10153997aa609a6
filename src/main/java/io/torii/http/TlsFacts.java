package io.torii.http;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a TLS connection agreed on.
 *
 * @param protocol such as {@code TLSv1.3}; empty where the container does not tell
 * @param cipher the cipher suite's standard name
 * @param keySize of the cipher, in bits; 0 if unknown
 * @param sessionId in hexadecimal
 * @param sni the name that the client asked for
 * @param clientCertificates the client's chain, its own first; empty if it showed none
 */
public record TlsFacts(
    Optional<String> protocol,
    String cipher,
    int keySize,
    Optional<String> sessionId,
    Optional<String> sni,
    List<X509Certificate> clientCertificates) {

  public TlsFacts {
    clientCertificates = List.copyOf(clientCertificates);
  }
}
