package io.torii.rule.condition;

/**
 * Java names cipher suites as the IANA does; httpd and whoever reads its variables as OpenSSL does.
 */
final class CipherNames {

  private CipherNames() {}

  /**
   * OpenSSL's name for a suite of TLS 1.2, such as {@code ECDHE-RSA-AES256-GCM-SHA384}; those of
   * TLS 1.3 have one name only.
   */
  static String openssl(String iana) {
    int with = iana.indexOf("_WITH_");
    if (with < 0) {
      return iana;
    }
    String exchange = iana.substring(0, with).replaceFirst("^(TLS|SSL)_", "");
    String cipher =
        iana.substring(with + "_WITH_".length())
            .replaceFirst("^AES_(\\d+)_", "AES$1_")
            .replaceFirst("^CAMELLIA_(\\d+)_", "CAMELLIA$1_")
            .replaceFirst("^ARIA_(\\d+)_", "ARIA$1_")
            .replaceFirst("^CHACHA20_POLY1305_SHA256$", "CHACHA20_POLY1305")
            .replaceFirst("^3DES_EDE_CBC_", "DES_CBC3_")
            .replaceFirst("^((?:AES|CAMELLIA|ARIA)\\d+)_CBC_", "$1_");
    String name = exchange.equals("RSA") ? cipher : exchange + "_" + cipher;
    return name.replace('_', '-');
  }
}
