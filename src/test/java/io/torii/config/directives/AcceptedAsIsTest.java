package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that files for httpd have and that must not keep them from running here. */
class AcceptedAsIsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RewriteEngine Off",
        "AuthMerging Off",
        "Session Off",
        "SSLStrictSNIVHostCheck off",
        "SSLOCSPEnable off",
        "SSLCARevocationCheck none",
        "SSLProxyCARevocationCheck none",
        "ProxyHTMLEnable Off",
        "ProxyHTMLLinks a href",
        "ExpiresActive On",
        "ExpiresByType image/png \"access plus 1 month\"",
        "AddOutputFilterByType DEFLATE text/html text/css",
        "SetOutputFilter deflate",
        "CacheRoot /var/cache/apache2",
        "SSLOpenSSLConfCmd Curves X25519:prime256v1",
        "AuthBasicAuthoritative Off",
        "RequestHeader unset Proxy early",
        "RegexDefaultOptions DOTALL DOLLAR_ENDONLY",
        "RegexDefaultOptions +DOTALL",
        "SSLVHostSNIPolicy secure",
        "SSLVerifyDepth 10",
        "SSLProxyVerifyDepth 10",
        "StrictHostCheck Off",
        "CheckSpelling Off",
        "H2ProxyRequests off",
        "LDAPTrustedGlobalCert CA_BASE64 /etc/ssl/ca.pem",
        "LuaRoot /usr/local/lib/lua",
        "SessionHeader X-Replace-Session",
        "DBDriver mysql",
        "DumpIOInput On",
      })
  void doesNotStopTheStart(String line) {
    Conf conf = Conf.of(line);
    assertThat(conf.errors()).isEmpty();
    assertThat(conf.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSLOCSPEnable on",
        "ProxyHTMLEnable On",
        "AuthMerging And",
        "SetOutputFilter INCLUDES;DEFLATE",
        "AddOutputFilterByType SUBSTITUTE text/html",
        "StrictHostCheck On",
        "ServerPath /domain",
        "CheckSpelling On",
        "RegexDefaultOptions +ICASE",
        "RegexDefaultOptions none",
        "RegexDefaultOptions DOTALL",
        "SSLVHostSNIPolicy insecure",
        "SSLOpenSSLConfCmd MinProtocol TLSv1.3",
        "SSLVerifyDepth 2",
        "SSLProxyVerifyDepth 1"
      })
  void butWhatItSwitchesOnDoes(String line) {
    assertThat(Conf.of(line).errors())
        .singleElement()
        .asString()
        .containsAnyOf(line + " is not understood: ", "ServerPath is not understood: ");
  }

  @Test
  void whatCannotBeDoneAsWrittenIsAWarning() {
    Conf conf =
        Conf.of(
            "CustomLog \"|/usr/bin/rotatelogs /var/log/a 86400\" common",
            "ErrorLog syslog:local1",
            "<Location /a>",
            "  LogLevel debug",
            "</Location>",
            "<VirtualHost no-such-name.invalid:80>",
            "</VirtualHost>");

    assertThat(conf.errors()).isEmpty();
    assertThat(conf.warnings())
        .anySatisfy(w -> assertThat(w).contains("t.conf:1: CustomLog into a program is not done"))
        .anySatisfy(w -> assertThat(w).contains("t.conf:2: ErrorLog into syslog is not done"))
        .anySatisfy(w -> assertThat(w).contains("t.conf:4: LogLevel in a section is not done"))
        .anySatisfy(w -> assertThat(w).contains("t.conf:6: <VirtualHost> names the host"));
  }

  @Test
  void requireKnowsTls() {
    Conf conf =
        Conf.of("<Location /a>", "  Require ssl", "  Require ssl-verify-client", "</Location>");
    assertThat(conf.errors()).isEmpty();
  }
}
