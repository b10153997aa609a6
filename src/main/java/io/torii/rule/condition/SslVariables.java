package io.torii.rule.condition;

import io.torii.http.TlsFacts;
import io.torii.rule.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables of mod_ssl, such as {@code SSL_PROTOCOL}, for expressions, headers and logs. */
public final class SslVariables {

  /** What SSLOptions StdEnvVars puts among the request's variables. */
  private static final List<String> STANDARD =
      List.of(
          "SSL_PROTOCOL",
          "SSL_CIPHER",
          "SSL_CIPHER_USEKEYSIZE",
          "SSL_CIPHER_ALGKEYSIZE",
          "SSL_CIPHER_EXPORT",
          "SSL_SESSION_ID",
          "SSL_TLS_SNI",
          "SSL_CLIENT_VERIFY",
          "SSL_CLIENT_M_VERSION",
          "SSL_CLIENT_M_SERIAL",
          "SSL_CLIENT_V_START",
          "SSL_CLIENT_V_END",
          "SSL_CLIENT_S_DN",
          "SSL_CLIENT_S_DN_C",
          "SSL_CLIENT_S_DN_ST",
          "SSL_CLIENT_S_DN_L",
          "SSL_CLIENT_S_DN_O",
          "SSL_CLIENT_S_DN_OU",
          "SSL_CLIENT_S_DN_CN",
          "SSL_CLIENT_S_DN_EMAIL",
          "SSL_CLIENT_I_DN",
          "SSL_CLIENT_I_DN_C",
          "SSL_CLIENT_I_DN_O",
          "SSL_CLIENT_I_DN_OU",
          "SSL_CLIENT_I_DN_CN",
          "SSL_CLIENT_A_SIG",
          "SSL_CLIENT_A_KEY");

  private SslVariables() {}

  /** Puts the variables that SSLOptions asks for among a request's own. */
  public static void export(Request request) {
    request
        .host()
        .tls()
        .ifPresent(
            server ->
                request
                    .connection()
                    .tls()
                    .ifPresent(
                        facts -> {
                          if (server.option("StdEnvVars")) {
                            request.env().put("HTTPS", "on");
                            STANDARD.forEach(name -> put(request, facts, name));
                          }
                          if (server.option("ExportCertData")) {
                            put(request, facts, "SSL_CLIENT_CERT");
                            for (int i = 0; i < facts.clientCertificates().size() - 1; i++) {
                              put(request, facts, "SSL_CLIENT_CERT_CHAIN_" + i);
                            }
                          }
                        }));
  }

  private static void put(Request request, TlsFacts facts, String name) {
    String value = value(facts, name);
    if (value != null) {
      request.env().put(name, value);
    }
  }

  /**
   * The value of a variable of the connection or of the client's certificate.
   *
   * @param name in upper case, such as {@code SSL_CLIENT_S_DN_CN}
   * @return null if there is none
   */
  public static @Nullable String value(TlsFacts tls, String name) {
    return switch (name) {
      case "SSL_PROTOCOL" -> tls.protocol().orElse(null);
      case "SSL_CIPHER" -> CipherNames.openssl(tls.cipher());
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
