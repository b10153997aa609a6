package io.torii.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How an https member is trusted: the SSLProxy directives.
 *
 * @param verify false only if {@code SSLProxyVerify none} is written
 * @param checkName whether the certificate must name the member's host (SSLProxyCheckPeerName)
 * @param checkExpiry whether the certificate must be valid today (SSLProxyCheckPeerExpire)
 * @param caFile PEM file of the authorities to trust; the platform's by default
 * @param machineCertificate PEM file with the certificate and the key to show to members
 * @param protocols enabled TLS versions such as {@code TLSv1.3}; the platform's by default
 */
public record ProxyTls(
    boolean verify,
    boolean checkName,
    boolean checkExpiry,
    Optional<Path> caFile,
    Optional<Path> machineCertificate,
    List<String> protocols) {

  public static final ProxyTls DEFAULT =
      new ProxyTls(true, true, true, Optional.empty(), Optional.empty(), List.of());

  public ProxyTls {
    protocols = List.copyOf(protocols);
  }
}
