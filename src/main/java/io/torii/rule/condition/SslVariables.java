package io.torii.rule.condition;

import io.torii.http.TlsFacts;
import org.jspecify.annotations.Nullable;

/** The variables of mod_ssl, such as {@code SSL_PROTOCOL}, for expressions, headers and logs. */
public final class SslVariables {

  private SslVariables() {}

  /**
   * The value of a variable of the connection or of the client's certificate.
   *
   * @param name in upper case, such as {@code SSL_CLIENT_S_DN_CN}
   * @return null if there is none
   */
  public static @Nullable String value(TlsFacts tls, String name) {
    return switch (name) {
      case "SSL_PROTOCOL" -> tls.protocol().orElse(null);
      case "SSL_CIPHER" -> tls.cipher();
      case "SSL_CIPHER_USEKEYSIZE", "SSL_CIPHER_ALGKEYSIZE" ->
          tls.keySize() == 0 ? null : Integer.toString(tls.keySize());
      case "SSL_CIPHER_EXPORT" -> "false";
      case "SSL_SESSION_ID" -> tls.sessionId().orElse(null);
      case "SSL_TLS_SNI" -> tls.sni().orElse(null);
      case "SSL_CLIENT_VERIFY" -> tls.clientCertificates().isEmpty() ? "NONE" : "SUCCESS";
      default ->
          name.startsWith("SSL_CLIENT_") && !tls.clientCertificates().isEmpty()
              ? CertificateVariables.value(tls.clientCertificates(), name.substring(11))
              : null;
    };
  }
}
